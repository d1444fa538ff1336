import { Worker } from "node:worker_threads";
import type { LayoutInput } from "../src/core/layout/graph.ts";
import type { PeerName, Picture } from "./layoutPeers.ts";

export interface Question {
  readonly root: string;
  readonly peer: PeerName;
  readonly input: LayoutInput;
}

/** What a peer made of a graph, and in how many milliseconds; the first time, so its code is not warm. */
export interface Trial {
  readonly ms: number;
  readonly picture: Picture;
}

/** Has a peer lay a graph out on a thread that can be ended; null where it has not come back in time, or failed. */
export async function tryPeer(question: Question, limitSeconds: number): Promise<Trial | null> {
  // Beside the bundle this is part of.
  const worker = new Worker(new URL("layoutPeerThread.js", import.meta.url), { workerData: question });
  let limit: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<Trial | null>((resolve) => {
      limit = setTimeout(() => resolve(null), limitSeconds * 1000);
      worker.once("message", resolve);
      worker.once("error", (error) => {
        console.error(`${question.peer}: ${error}`);
        resolve(null);
      });
    });
  } finally {
    clearTimeout(limit);
    await worker.terminate();
  }
}
