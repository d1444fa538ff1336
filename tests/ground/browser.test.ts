import { describe, expect, test } from "vitest";
import { ensureBrowser, ensureFirefox, findBrowser, findFirefox } from "../../scripts/browser.mjs";

type Machine = NonNullable<Parameters<typeof findBrowser>[0]>;

const playwrightPath = "/home/ada/.cache/ms-playwright/chrome";

/** A machine with these browsers, where a command that succeeds may install another. */
function machine(changes: Partial<Machine> & { installed?: string[]; installs?: Record<string, string> }) {
  const { installed = [], installs = {}, ...rest } = changes;
  const files = new Set(installed);
  const commands: string[] = [];
  const made: Machine = {
    platform: "linux",
    env: { PATH: "/usr/bin" },
    isRoot: false,
    exists: (file) => files.has(file),
    works: () => true,
    run: (command, words) => {
      // Without the paths of node and of Playwright, which differ between machines.
      const line = [command, ...words].map((word) => word.replace(/.*[\\/]/, "")).join(" ");
      commands.push(line);
      const found = Object.entries(installs).find(([part]) => line.includes(part));
      if (found) files.add(found[1]);
      return found !== undefined;
    },
    playwrightPath: () => playwrightPath,
    ...rest,
  };
  return { made, commands };
}

describe("finding", () => {
  test("a browser named in the environment comes first", () => {
    const installed = ["/usr/bin/chromium", "/my/chrome", "/other/chrome"];
    const env = { PATH: "/usr/bin", EDGEWISE_BROWSER: "/my/chrome", CHROME_PATH: "/other/chrome" };
    expect(findBrowser(machine({ installed, env }).made)).toBe("/my/chrome");
  });

  test.each<[Machine["platform"], Machine["env"], string]>([
    ["linux", {}, "/usr/bin/chromium"],
    ["linux", { PATH: "/odd/bin:/usr/bin" }, "/odd/bin/google-chrome"],
    ["darwin", { HOME: "/Users/ada" }, "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"],
    ["darwin", { HOME: "/Users/ada" }, "/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium"],
    ["win32", { PROGRAMFILES: "C:\\Programs" }, "C:\\Programs\\Google\\Chrome\\Application\\chrome.exe"],
    ["win32", { "PROGRAMFILES(X86)": "C:\\P86" }, "C:\\P86\\Microsoft\\Edge\\Application\\msedge.exe"],
    ["linux", {}, playwrightPath],
  ])("%s %o: %s", (platform, env, browser) => {
    expect(findBrowser(machine({ platform, env, installed: [browser] }).made)).toBe(browser);
  });

  test("one that does not start is passed over", () => {
    const installed = ["/usr/bin/chromium-browser", playwrightPath];
    const works = (file: string) => file === playwrightPath;
    expect(findBrowser(machine({ installed, works }).made)).toBe(playwrightPath);
  });

  test("none", () => expect(findBrowser(machine({}).made)).toBeUndefined());
});

describe("ensuring", () => {
  test("nothing is installed where a browser is found", () => {
    const { made, commands } = machine({ installed: ["/usr/bin/chromium"], isRoot: true });
    expect(ensureBrowser(made)).toBe("/usr/bin/chromium");
    expect(commands).toEqual([]);
  });

  test("root on Linux gets the system's package", () => {
    const { made, commands } = machine({ isRoot: true, installs: { "apt-get": "/usr/bin/chromium" } });
    expect(ensureBrowser(made)).toBe("/usr/bin/chromium");
    expect(commands).toEqual(["apt-get update", "apt-get install -y chromium"]);
  });

  test("where that fails, Playwright's browser with its libraries", () => {
    const { made, commands } = machine({ isRoot: true, installs: { "cli.js install": playwrightPath } });
    expect(ensureBrowser(made)).toBe(playwrightPath);
    expect(commands).toHaveLength(2);
    expect(commands[1]).toMatch(/cli\.js install --with-deps chromium$/);
  });

  test("everyone else gets Playwright's browser alone", () => {
    const { made, commands } = machine({
      platform: "darwin",
      installs: { "cli.js install": playwrightPath },
    });
    expect(ensureBrowser(made)).toBe(playwrightPath);
    expect(commands).toEqual([expect.stringMatching(/cli\.js install chromium$/)]);
  });

  test("a Firefox is found, and named in the environment", () => {
    const installed = ["/usr/bin/firefox-esr", "/my/firefox"];
    expect(findFirefox(machine({ installed }).made)).toBe("/usr/bin/firefox-esr");
    const env = { PATH: "/usr/bin", EDGEWISE_FIREFOX: "/my/firefox" };
    expect(findFirefox(machine({ installed, env }).made)).toBe("/my/firefox");
  });

  test.each<[Machine["platform"], Machine["env"], string]>([
    ["linux", {}, "/usr/bin/firefox"],
    ["darwin", { HOME: "/Users/ada" }, "/Applications/Firefox.app/Contents/MacOS/firefox"],
    ["win32", { PROGRAMFILES: "C:\\Programs" }, "C:\\Programs\\Mozilla Firefox\\firefox.exe"],
  ])("%s %o: %s", (platform, env, browser) => {
    expect(findFirefox(machine({ platform, env, installed: [browser] }).made)).toBe(browser);
  });

  test("root on Linux gets the system's Firefox", () => {
    const { made, commands } = machine({ isRoot: true, installs: { "apt-get": "/usr/bin/firefox-esr" } });
    expect(ensureFirefox(made)).toBe("/usr/bin/firefox-esr");
    expect(commands).toEqual(["apt-get update", "apt-get install -y firefox-esr"]);
  });

  test("everyone else goes without a Firefox", () => {
    const { made, commands } = machine({});
    expect(ensureFirefox(made)).toBeUndefined();
    expect(commands).toEqual([]);
  });

  test("where nothing helps, the error says what to do", () => {
    expect(() => ensureBrowser(machine({}).made)).toThrow(/Install Chrome.*\n.*EDGEWISE_BROWSER/);
  });
});
