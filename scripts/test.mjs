// npm test: every check of the project, in order. `npm test -- unit layers` runs only the stages named.
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ensureBrowser, ensureFirefox, NO_FIREFOX } from "./browser.mjs";
import { isGood, summary, tally } from "./tally.mjs";

/** @typedef {import("./tally.mjs").Outcome} Outcome */

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Runs a node program without a shell: the same on every system.
 * @param {readonly string[]} command
 */
const runs = (...command) =>
  spawnSync(process.execPath, command, { cwd: root, stdio: "inherit" }).status === 0;

/**
 * @param {string} project
 * @returns {Outcome}
 */
function vitest(project) {
  const file = `${root}/.reports/${project}.json`;
  // An earlier run's report must not speak for this one.
  rmSync(file, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const passed = runs("node_modules/vitest/vitest.mjs", "run", `--project=${project}`, ...reporters);
  return { passed, report: readReport(file) };
}

/** @param {string} file */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    // Missing or cut short: vitest died, which the tally counts as a failure.
    return undefined;
  }
}

/** Each configuration takes other types away, so each must pass; all are run, to show every error at once. */
function types() {
  const configurations = ["tsconfig.json", "tsconfig.core.json", "tsconfig.app.json"];
  return configurations.map((file) => runs("node_modules/typescript/bin/tsc", "-p", file)).every(Boolean);
}

function browser() {
  console.log(`browser: ${ensureBrowser()}`);
  console.log(`Firefox: ${ensureFirefox() ?? `its tests are skipped, since ${NO_FIREFOX}`}`);
  return vitest("browser");
}

/** @type {Record<string, () => Outcome>} */
const stages = {
  types: () => ({ passed: types() }),
  lint: () => ({
    passed: runs("node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."),
  }),
  unused: () => ({ passed: runs("node_modules/knip/bin/knip.js") }),
  layers: () => ({ passed: runs("scripts/layers.mjs") }),
  unit: () => vitest("unit"),
  build: () => ({ passed: runs("node_modules/vite/bin/vite.js", "build", "--logLevel=warn") }),
  size: () => ({ passed: runs("scripts/size.mjs") }),
  browser,
};

const needBuild = ["size", "browser"];

function main() {
  const named = process.argv.slice(2);
  const unknown = named.filter((name) => !(name in stages));
  if (unknown.length > 0) {
    console.error(`no stage ${unknown.join(", ")}; there are ${Object.keys(stages).join(", ")}`);
    process.exitCode = 1;
    return;
  }
  /** @type {Map<string, Outcome>} */
  const outcomes = new Map();
  for (const [name, stage] of Object.entries(stages)) {
    if (named.length > 0 && !named.includes(name)) continue;
    console.log(`\n== ${name}`);
    outcomes.set(
      name,
      attempt(() => {
        // What an earlier build left in dist would be the wrong thing to measure.
        if (needBuild.includes(name) && outcomes.get("build")?.passed === false)
          throw new Error("there is no build");
        return stage();
      }),
    );
  }
  report(outcomes);
}

/**
 * @param {() => Outcome} stage
 * @returns {Outcome}
 */
function attempt(stage) {
  try {
    return stage();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: false };
  }
}

/** @param {ReadonlyMap<string, Outcome>} outcomes */
function report(outcomes) {
  const failed = [...outcomes].filter(([, { passed }]) => !passed).map(([name]) => name);
  console.log(failed.length > 0 ? `\nfailed stages: ${failed.join(", ")}` : "");
  const total = tally([...outcomes.values()]);
  process.exitCode = isGood(total) ? 0 : 1;
  console.log(summary(total));
}

main();
