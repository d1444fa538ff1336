import { defineConfig } from "vitest/config";

const endToEnd = "tests/e2e/**/*.test.ts";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          environment: "node",
          include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.ts"],
          exclude: [endToEnd],
          // Only what hangs may fail by time: the machine may have other work.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "browser",
          environment: "node",
          include: [endToEnd],
          // Firefox is driven over a WebSocket, which Node has had for itself since version 22.
          execArgv: typeof WebSocket === "undefined" ? ["--experimental-websocket"] : [],
          globalSetup: "tests/e2e/serve.ts",
          // One page at a time: timings and screenshots must not depend on a neighbour's load.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
