// A worker that lays out one graph at a time. Whoever no longer wants the answer ends it.
import { type LayoutInput, layoutFully } from "../../core/index.ts";

self.addEventListener("message", ({ data }: MessageEvent<LayoutInput>) => {
  self.postMessage(layoutFully(data));
});
