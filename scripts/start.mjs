// npm start: builds, then serves dist/ until interrupted.
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { serveBuilt } from "./serve.mjs";

await build({ root: fileURLToPath(new URL("..", import.meta.url)), logLevel: "warn" });

// A port that was asked for by name is used or refused; the usual one gives way to the next free one.
const wanted = process.env.PORT;
const { address } = await serveBuilt({ port: Number(wanted ?? 4173), strictPort: wanted !== undefined });
console.log(`Edgewise is at ${address}`);
