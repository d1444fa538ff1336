import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { preview } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Serves the built dist/ on this machine only; with `strictPort` a taken port is an error.
 * @param {{ port: number, strictPort: boolean }} where
 */
export async function serveBuilt({ port, strictPort }) {
  if (!existsSync(`${root}/dist/index.html`)) throw new Error("dist/ is missing: run npm run build first");
  const server = await preview({
    root,
    // The build is finished, so none of the configuration's plugins are needed to serve it.
    configFile: false,
    // A missing file answers 404 and not index.html, as any plain file server would.
    appType: "mpa",
    logLevel: "warn",
    preview: { host: "127.0.0.1", port, strictPort },
  });
  const bound = server.httpServer.address();
  if (bound === null || typeof bound === "string") throw new Error("the preview server has no port");
  return { address: `http://127.0.0.1:${bound.port}/`, close: () => server.close() };
}
