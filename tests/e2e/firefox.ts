import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

// Playwright drives a Firefox of its own making only. This is the little of WebDriver BiDi (w3.org/TR/webdriver-bidi)
// that it takes to drive the machine's own.

/** A quiet browser: nothing asked of the network, no first-run pages, every move a jump. */
const PREFERENCES: Readonly<Record<string, boolean | number>> = {
  "app.update.disabledForTesting": true,
  "browser.shell.checkDefaultBrowser": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "extensions.update.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "ui.prefersReducedMotion": 1,
};

/** In milliseconds. */
const LONGEST_LIFE = 180_000;

/** Keys that are no characters, as WebDriver numbers them. */
const KEYS = {
  control: "\uE009",
  escape: "\uE00C",
  enter: "\uE007",
  right: "\uE014",
  delete: "\uE017",
} as const;

type Answer = {
  readonly id: number;
  readonly error?: string;
  readonly message?: string;
  readonly result?: unknown;
};
type Notice = {
  readonly method: string;
  readonly params: { readonly level: string; readonly text: string | null };
};
type Evaluated =
  | { readonly type: "success"; readonly result: { readonly value?: string } }
  | { readonly type: "exception"; readonly exceptionDetails: { readonly text: string } };

/** One page of a Firefox without a window. */
export class Firefox {
  /** Errors and warnings that the page has written or thrown. */
  readonly complaints: string[] = [];
  private context = "";
  private sent = 0;
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private readonly browser: ChildProcess;
  private readonly profile: string;
  private readonly socket: WebSocket;

  private constructor(browser: ChildProcess, profile: string, socket: WebSocket) {
    this.browser = browser;
    this.profile = profile;
    this.socket = socket;
    socket.addEventListener("message", ({ data }) => this.hear(JSON.parse(String(data))));
  }

  static async open(executable: string): Promise<Firefox> {
    const profile = await mkdtemp(path.join(tmpdir(), "edgewise-firefox-"));
    const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref("${name}", ${value});`);
    await writeFile(path.join(profile, "user.js"), lines.join("\n"));
    const options = ["--headless", "--no-remote", "--remote-debugging-port=0", "--profile", profile];
    // One that outlives its tests is ended all the same.
    const browser = spawn(executable, options, {
      stdio: ["ignore", "ignore", "pipe"],
      timeout: LONGEST_LIFE,
    });
    const socket = new WebSocket(`${await listeningAt(browser)}/session`);
    await new Promise((done, failed) => {
      socket.addEventListener("open", done);
      socket.addEventListener("error", failed);
    });
    const firefox = new Firefox(browser, profile, socket);
    await firefox.send("session.new", { capabilities: {} });
    await firefox.send("session.subscribe", { events: ["log.entryAdded"] });
    const { contexts } = await firefox.send<{ contexts: { context: string }[] }>(
      "browsingContext.getTree",
      {},
    );
    firefox.context = contexts[0]?.context ?? "";
    return firefox;
  }

  async close(): Promise<void> {
    const exited = new Promise((done) => this.browser.once("exit", done));
    await this.send("browser.close", {});
    await exited;
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Opens an address as a page of its own: a mere change behind `#` would not load it anew. */
  async visit(address: string): Promise<void> {
    for (const url of ["about:blank", address])
      await this.send("browsingContext.navigate", { context: this.context, url, wait: "complete" });
  }

  /** What a function that needs nothing from outside returns in the page. */
  async ask<Given extends readonly unknown[], Result>(
    question: (...given: Given) => Result,
    ...given: Given
  ): Promise<Awaited<Result>> {
    const evaluated = await this.send<Evaluated>("script.callFunction", {
      functionDeclaration: `async () => JSON.stringify(await (${question})(...${JSON.stringify(given)}))`,
      target: { context: this.context },
      awaitPromise: true,
    });
    if (evaluated.type === "exception") throw new Error(evaluated.exceptionDetails.text);
    return JSON.parse(evaluated.result.value ?? "null");
  }

  /** Presses keys one after the other, the last one while the others are held. */
  async press(...keys: readonly (keyof typeof KEYS | (string & {}))[]): Promise<void> {
    const values = keys.map((key) => (key in KEYS ? KEYS[key as keyof typeof KEYS] : key));
    const down = values.map((value) => ({ type: "keyDown", value }));
    const up = values.map((value) => ({ type: "keyUp", value })).reverse();
    await this.perform({ type: "key", id: "keyboard", actions: [...down, ...up] });
  }

  /** Types a text, line breaks with Enter. */
  async type(text: string): Promise<void> {
    const values = [...text].map((character) => (character === "\n" ? KEYS.enter : character));
    const actions = values.flatMap((value) => [
      { type: "keyDown", value },
      { type: "keyUp", value },
    ]);
    await this.perform({ type: "key", id: "keyboard", actions });
  }

  /** Clicks in the middle of what a selector finds. */
  async click(selector: string): Promise<void> {
    const { x, y } = await this.ask((sought) => {
      const element = document.querySelector(sought);
      if (element === null) throw new Error(`nothing is found by ${sought}`);
      element.scrollIntoView({ block: "nearest" });
      const { left, top, width, height } = element.getBoundingClientRect();
      return { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
    }, selector);
    await this.perform({
      type: "pointer",
      id: "mouse",
      actions: [
        { type: "pointerMove", x, y },
        { type: "pointerDown", button: 0 },
        { type: "pointerUp", button: 0 },
      ],
    });
  }

  private async perform(source: object): Promise<void> {
    await this.send("input.performActions", { context: this.context, actions: [source] });
  }

  private async send<Result>(method: string, params: object): Promise<Result> {
    this.sent += 1;
    const id = this.sent;
    const answered = new Promise<Answer>((done) => this.waiting.set(id, done));
    this.socket.send(JSON.stringify({ id, method, params }));
    const { error, message, result } = await answered;
    if (error !== undefined) throw new Error(`${method}: ${error}: ${message}`);
    return result as Result;
  }

  private hear(told: Answer | Notice): void {
    if ("id" in told) {
      this.waiting.get(told.id)?.(told);
      this.waiting.delete(told.id);
    } else if (told.method === "log.entryAdded" && ["error", "warn"].includes(told.params.level)) {
      this.complaints.push(told.params.text ?? "");
    }
  }
}

/** The address that Firefox writes on its error stream once it listens. */
function listeningAt(browser: ChildProcess): Promise<string> {
  return new Promise((done, failed) => {
    browser.once("error", failed);
    browser.once("exit", (code) => failed(new Error(`Firefox ended with ${code}`)));
    if (browser.stderr === null) return;
    createInterface(browser.stderr).on("line", (line) => {
      const [, address] = /WebDriver BiDi listening on (ws:\S+)/.exec(line) ?? [];
      if (address !== undefined) done(address);
    });
  });
}
