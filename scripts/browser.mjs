// Finds a Chromium-like browser for the end-to-end tests, and fetches one where there is none.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { chromium } from "playwright-core";

/**
 * What the decisions depend on; tests put a made-up machine here.
 * @typedef {object} Machine
 * @property {NodeJS.Platform} platform
 * @property {Readonly<Record<string, string | undefined>>} env
 * @property {boolean} isRoot
 * @property {(file: string) => boolean} exists
 * @property {(file: string) => boolean} works whether the browser starts
 * @property {(command: string, args: readonly string[]) => boolean} run runs a command; whether it succeeded
 * @property {() => string} playwrightPath where Playwright keeps (or would keep) its own browser
 */

const minute = 60_000;
const playwrightCli = path.join(
  path.dirname(createRequire(import.meta.url).resolve("playwright-core/package.json")),
  "cli.js",
);

/** @type {Machine} */
const thisMachine = {
  platform: process.platform,
  env: process.env,
  isRoot: process.getuid?.() === 0,
  exists: existsSync,
  // Ubuntu's /usr/bin/chromium-browser may be a note saying "install the snap", so existing is not enough.
  // On Windows the question would open a window, and there are no such notes.
  works: (file) =>
    process.platform === "win32" ||
    spawnSync(file, ["--version"], { stdio: "ignore", timeout: minute / 2 }).status === 0,
  run: (command, args) =>
    spawnSync(command, args, {
      stdio: "inherit",
      timeout: 5 * minute,
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    }).status === 0,
  playwrightPath: () => {
    try {
      return chromium.executablePath();
    } catch {
      // Playwright has no browser for this system; the machine's own will do.
      return "";
    }
  },
};

const noBrowser = `No browser for the end-to-end tests, and none could be installed.
Install Chrome, Chromium or Edge, or run: npx playwright-core install chromium
If you have one in an unusual place, name it: EDGEWISE_BROWSER=/path/to/chrome npm test`;

/**
 * Everywhere a browser may be, the likeliest to be meant first.
 * @param {Machine} machine
 * @returns {string[]}
 */
function candidates({ platform, env, playwrightPath }) {
  const named = [env.EDGEWISE_BROWSER, env.CHROME_PATH, env.PUPPETEER_EXECUTABLE_PATH];
  return [...named, ...usualPlaces(platform, env), playwrightPath()].flatMap((file) => (file ? [file] : []));
}

/**
 * @param {NodeJS.Platform} platform
 * @param {Machine["env"]} env
 * @returns {string[]}
 */
function usualPlaces(platform, env) {
  if (platform === "darwin") {
    return ["Google Chrome", "Chromium", "Microsoft Edge"].flatMap((name) =>
      ["/Applications", `${env.HOME}/Applications`].map(
        (folder) => `${folder}/${name}.app/Contents/MacOS/${name}`,
      ),
    );
  }
  if (platform === "win32") {
    const programs = [
      "Google\\Chrome\\Application\\chrome.exe",
      "Chromium\\Application\\chrome.exe",
      "Microsoft\\Edge\\Application\\msedge.exe",
    ];
    const folders = [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].filter((folder) => folder);
    return programs.flatMap((program) => folders.map((folder) => `${folder}\\${program}`));
  }
  const names = ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser", "microsoft-edge"];
  const searched = (env.PATH ?? "").split(":").filter((folder) => folder);
  const folders = new Set([...searched, "/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/google/chrome"]);
  return names.flatMap((name) => [...folders].map((folder) => `${folder}/${name}`));
}

/** The first browser that is there and starts. */
export function findBrowser(machine = thisMachine) {
  return candidates(machine).find((file) => machine.exists(file) && machine.works(file));
}

/**
 * A browser, installed if need be: from the system's packages where we may, else Playwright's own.
 * @returns {string}
 */
export function ensureBrowser(machine = thisMachine) {
  const { platform, isRoot, run } = machine;
  const ways = [
    () => true,
    () =>
      platform === "linux" &&
      isRoot &&
      run("apt-get", ["update"]) &&
      run("apt-get", ["install", "-y", "chromium"]),
    () => {
      // The libraries a browser needs are system packages, which only root may add.
      const dependencies = platform === "linux" && isRoot ? ["--with-deps"] : [];
      return run(process.execPath, [playwrightCli, "install", ...dependencies, "chromium"]);
    },
  ];
  for (const prepare of ways) {
    const browser = prepare() ? findBrowser(machine) : undefined;
    if (browser !== undefined) return browser;
  }
  throw new Error(noBrowser);
}
