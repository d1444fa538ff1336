// One peer lays out one graph and is gone: a bundle of its own, for a worker thread.
import { parentPort, workerData } from "node:worker_threads";
import { peerNamed } from "./layoutPeers.ts";
import type { Question, Trial } from "./layoutTrial.ts";

const { root, peer: name, input } = workerData as Question;
const peer = await peerNamed(root, name);
const start = performance.now();
const result = await peer.layOut(input);
const trial: Trial = { ms: performance.now() - start, picture: peer.read(result, input) };
parentPort?.postMessage(trial);
