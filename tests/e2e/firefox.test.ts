import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { findFirefox, NO_FIREFOX } from "../../scripts/browser.mjs";
import { Firefox } from "./firefox.ts";

// The first circuit of Stanford's CS231n, whose values and gradients are printed in its notes.
const PROGRAM = "x = -2\ny = 5\nz = -4\nq = x+y\nf = q*z";
const FORWARD = { x: ["-2", ""], y: ["5", ""], z: ["-4", ""], q: ["3", ""], f: ["", ""] };
const BACKWARD = { x: ["-2", "-4"], y: ["5", "-4"], z: ["-4", "3"], q: ["3", "-4"], f: ["-12", "1"] };

const executable = findFirefox();
const EDITOR = '[aria-label="Program"][contenteditable="true"]';

describe.skipIf(executable === undefined)(
  `in Firefox${executable === undefined ? ` (${NO_FIREFOX})` : ""}`,
  () => {
    let firefox: Firefox;

    beforeAll(async () => {
      firefox = await Firefox.open(executable ?? "");
    });
    afterAll(() => firefox?.close());

    const open = async (address: string): Promise<void> => {
      await firefox.visit(address);
      await expect
        .poll(() => firefox.ask((sought) => document.querySelector(sought) !== null, EDITOR))
        .toBe(true);
      await firefox.ask(() => {
        addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
          document.body.dataset.refused = `${document.body.dataset.refused ?? ""} ${effectiveDirective}`;
        });
      });
    };
    const shown = () =>
      firefox.ask(() => ({
        step: document.querySelector<HTMLInputElement>('[aria-label="Step"]')?.value,
        narration: document.querySelector('[aria-label="Narration"]')?.textContent,
        messages: document.querySelectorAll('[aria-label="Messages"] li').length,
        nodes: [...document.querySelectorAll("[data-node]")].map((node) => node.getAttribute("data-node")),
        text: [...document.querySelectorAll(".cm-line")].map((line) => line.textContent).join("\n"),
        cells: Object.fromEntries(
          [...document.querySelectorAll('[aria-labelledby="table-title"] tbody tr')].map((row) => [
            row.querySelector("th")?.textContent,
            [...row.querySelectorAll("td")].slice(1).map((cell) => cell.getAttribute("data-value") ?? ""),
          ]),
        ),
      }));
    const step = async () => (await shown()).step;

    test("a program is typed, stepped through, and found again at its address", async () => {
      await open(inject("address"));
      await firefox.click(EDITOR);
      await firefox.press("control", "a");
      await firefox.press("delete");
      await firefox.type(PROGRAM);
      await expect.poll(async () => (await shown()).text).toBe(PROGRAM);
      const { messages, nodes } = await shown();
      expect(messages).toBe(0);
      expect(nodes.toSorted()).toEqual(["f", "q", "x", "y", "z"]);

      // The first Escape may only close a list of completions.
      const leave = async () => {
        await firefox.press("escape");
        return firefox.ask(() => document.activeElement === document.body);
      };
      await expect.poll(leave).toBe(true);
      await firefox.press("right");
      await expect.poll(step).toBe("1");
      expect((await shown()).cells).toEqual(FORWARD);
      await firefox.click('button[aria-label="Last step"]');
      await expect.poll(step).toBe("7");
      expect((await shown()).cells).toEqual(BACKWARD);
      await firefox.click('button[aria-label="Previous step"]');
      await expect.poll(step).toBe("6");

      const address = () => firefox.ask(() => location.href);
      await expect.poll(address).toContain("step=6");
      const before = await shown();
      await open(await address());
      // The panels come right after the first paint.
      await expect.poll(shown).toEqual(before);
      expect(firefox.complaints).toEqual([]);
    });

    test("the page's policy holds: what it does not need is refused", async () => {
      await open(inject("address"));
      const refused = await firefox.ask(async () => {
        const before = document.body.dataset.refused ?? "";
        await fetch("https://example.com/").catch(() => undefined);
        const script = document.createElement("script");
        script.textContent = "window.wasRun = true";
        document.body.append(script);
        await new Promise((done) => setTimeout(done));
        return { before, after: document.body.dataset.refused?.trim(), wasRun: "wasRun" in window };
      });
      expect(refused).toEqual({ before: "", after: "connect-src script-src-elem", wasRun: false });
    });
  },
);
