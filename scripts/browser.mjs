// Finds the browsers for the end-to-end tests, a Chromium-like one and Firefox, and fetches those that are not there.
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

/** Why the tests in Firefox are left out. */
export const NO_FIREFOX = "there is no Firefox, and none could be installed; EDGEWISE_FIREFOX names one";

/**
 * What a browser is called: applications of macOS with their program, files below Windows' program folders, commands.
 * @typedef {{ mac: readonly (readonly [string, string])[], windows: readonly string[], linux: readonly string[] }} Names
 */

/** @type {Names} */
const CHROMIUM = {
  mac: ["Google Chrome", "Chromium", "Microsoft Edge"].map((name) => [name, name]),
  windows: [
    "Google\\Chrome\\Application\\chrome.exe",
    "Chromium\\Application\\chrome.exe",
    "Microsoft\\Edge\\Application\\msedge.exe",
  ],
  linux: ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser", "microsoft-edge"],
};

/** @type {Names} */
const FIREFOX = {
  mac: [["Firefox", "firefox"]],
  windows: ["Mozilla Firefox\\firefox.exe"],
  linux: ["firefox-esr", "firefox"],
};

/**
 * The first of the files named, the likeliest to be meant first, that is there and starts.
 * @param {Machine} machine
 * @param {readonly (string | undefined)[]} files
 */
function firstThatWorks(machine, files) {
  return files.find((file) => file && machine.exists(file) && machine.works(file));
}

/**
 * @param {Machine} machine
 * @param {Names} names
 * @returns {string[]}
 */
function usualPlaces({ platform, env }, { mac, windows, linux }) {
  if (platform === "darwin") {
    return mac.flatMap(([name, program]) =>
      ["/Applications", `${env.HOME}/Applications`].map(
        (folder) => `${folder}/${name}.app/Contents/MacOS/${program}`,
      ),
    );
  }
  if (platform === "win32") {
    const folders = [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].filter((folder) => folder);
    return windows.flatMap((program) => folders.map((folder) => `${folder}\\${program}`));
  }
  const searched = (env.PATH ?? "").split(":").filter((folder) => folder);
  const folders = new Set([...searched, "/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/google/chrome"]);
  return linux.flatMap((name) => [...folders].map((folder) => `${folder}/${name}`));
}

/** The Chromium-like browser of this machine. */
export function findBrowser(machine = thisMachine) {
  const { env, playwrightPath } = machine;
  const named = [env.EDGEWISE_BROWSER, env.CHROME_PATH, env.PUPPETEER_EXECUTABLE_PATH];
  return firstThatWorks(machine, [...named, ...usualPlaces(machine, CHROMIUM), playwrightPath()]);
}

/** The Firefox of this machine. */
export function findFirefox(machine = thisMachine) {
  return firstThatWorks(machine, [machine.env.EDGEWISE_FIREFOX, ...usualPlaces(machine, FIREFOX)]);
}

/**
 * Installs one of the system's packages, where we may.
 * @param {Machine} machine
 * @param {string} name
 */
function installPackage({ platform, isRoot, run }, name) {
  return (
    platform === "linux" && isRoot && run("apt-get", ["update"]) && run("apt-get", ["install", "-y", name])
  );
}

/** A Firefox, installed from the system's packages if need be; undefined where that cannot be. */
export function ensureFirefox(machine = thisMachine) {
  const found = findFirefox(machine);
  return found ?? (installPackage(machine, "firefox-esr") ? findFirefox(machine) : undefined);
}

/**
 * A browser, installed if need be: from the system's packages where we may, else Playwright's own.
 * @returns {string}
 */
export function ensureBrowser(machine = thisMachine) {
  const { platform, isRoot, run } = machine;
  const ways = [
    () => true,
    () => installPackage(machine, "chromium"),
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
