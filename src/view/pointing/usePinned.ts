import { pinOf } from "../../store/pins.ts";
import { useChoice } from "../context.ts";
import type { About } from "./about.ts";

/** Whether just these parts are pinned. */
export function usePinned(about: About): boolean {
  return useChoice(({ pins }) => pinOf(pins, about) >= 0);
}
