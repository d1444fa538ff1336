import type { TestProject } from "vitest/node";
import { serveBuilt } from "../../scripts/serve.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the built application is served: `inject("address")`. */
    address: string;
  }
}

/** Serves the built application while the browser tests run; they test what users get. */
export default async function serve(project: TestProject): Promise<() => Promise<void>> {
  // Port 0: any free one, so that a running `npm start` is not in the way.
  const { address, close } = await serveBuilt({ port: 0, strictPort: false });
  project.provide("address", address);
  return close;
}
