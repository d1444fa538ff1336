// npm run bench: ours beside a reference, measured in the same run. `npm run bench -- parse layout` runs those named.
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const outDir = `${root}.reports/bench/run`;

// Node cannot read TypeScript everywhere we support, and module-by-module loaders slow calls across modules down:
// what is measured is bundled as the page's code is.
await build({
  root,
  configFile: false,
  publicDir: false,
  logLevel: "warn",
  build: {
    ssr: true,
    rolldownOptions: { input: ["bench/main.ts", "bench/layoutPeerThread.ts"] },
    outDir,
    emptyOutDir: true,
    minify: false,
  },
});
/** @type {typeof import("./main.ts")} */
const { main } = await import(pathToFileURL(`${outDir}/main.js`).href);
process.exitCode = await main(root, process.argv.slice(2));
