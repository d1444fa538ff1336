import AxeBuilder from "@axe-core/playwright";
import { describe, expect, test } from "vitest";
import { type Edgewise, FIGURE_13, LAPTOP, PHONE, visit } from "./page.ts";

const states: Readonly<Record<string, (edgewise: Edgewise) => Promise<void>>> = {
  "at its first step": async () => undefined,
  "in mid-step": (edgewise) =>
    edgewise.follow("program=c%20=%20a%20+%20b%0Ad%20=%20b%20+%201%0Ae%20=%20c%20*%20d&step=5.3"),
  "at its last step": (edgewise) => edgewise.scrubTo(9),
  "with a wrong text and a number that is none": async (edgewise) => {
    await edgewise.type("c = a + $");
    await edgewise.page.getByRole("textbox", { name: "a", exact: true }).fill("two");
  },
  "with a product that can be read in two ways": (edgewise) => edgewise.follow("program=y%20=%201/2x"),
  "in the middle of a matrix product": (edgewise) => edgewise.follow("program=D%20=%20W%20@%20X&step=3.75"),
  "in the middle of a tangent's step, with both modes compared": async (edgewise) => {
    await edgewise.follow(`${FIGURE_13}&mode=both&step=6.5`);
    await edgewise.page.getByText("Forward and reverse", { exact: true }).click();
    await edgewise.page.getByRole("table", { name: "Jacobian" }).waitFor();
  },
  "with a network beside its graph, and a batch in it": async (edgewise) => {
    await edgewise.follow("program=H%20=%20tanh(X@W)%0AP%20=%20tanh(H@V)&network=on&step=9");
    await edgewise.page.getByRole("region", { name: "Network" }).waitFor();
  },
  "with edges as strong as their gradients, and a gate that is off": async (edgewise) => {
    await edgewise.follow(
      "program=f%20=%202*(x*y%20%2B%20max(z,w))&values=x:3,y:-4,z:2,w:-1&step=11&strength=on",
    );
    await edgewise.page.getByText("Gates and health", { exact: true }).click();
    await edgewise.page.getByRole("heading", { name: "Gates, from the output back" }).waitFor();
  },
  "with a picture that is older than its text": async (edgewise) => {
    await edgewise.follow(`${FIGURE_13}&step=5.5`);
    await edgewise.type("c = a + ");
    await expect
      .poll(() => edgewise.page.locator(".picture").evaluate((picture) => getComputedStyle(picture).filter))
      .not.toBe("none");
  },
  "without a program": async (edgewise) => {
    await edgewise.follow("program=");
    await edgewise.page.getByRole("heading", { name: "Type a program" }).waitFor();
  },
  "with a program that is too large": async (edgewise) => {
    await edgewise.follow("program=x[t]%20=%20a*x[t-1]%20for%20t%20=%201..25000");
    await edgewise.page.getByRole("heading", { name: "Too large to be drawn" }).waitFor();
  },
  "at a stop of the tour": async (edgewise) => {
    await edgewise.follow(FIGURE_13);
    await edgewise.program.blur();
    await edgewise.page.keyboard.press("t");
    await edgewise.page.getByRole("button", { name: "Next", exact: true }).click();
    await edgewise.page.getByRole("dialog", { name: "One step at a time" }).waitFor();
  },
  "with its help open": async (edgewise) => {
    await edgewise.button("Help").click();
    for (const summary of await edgewise.help.locator("summary").all()) await summary.click();
  },
  "in the presenter's view": async (edgewise) => {
    await edgewise.page.keyboard.press("Escape");
    await edgewise.follow(`${FIGURE_13}&step=5.3&view=presenter`);
    await edgewise.page.locator(".growing .katex").first().waitFor();
  },
};

async function violations({ page }: Edgewise): Promise<readonly string[]> {
  // There are no frames, so that axe needs no second page to put its results together.
  const found = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return found.violations.flatMap(({ id, nodes }) =>
    nodes
      // Axe looks for the ground behind a text among HTML elements alone: it does not see the shape that a text of
      // the picture stands on.
      .filter(({ html }) => id !== "color-contrast" || !/^<(text|tspan)\b/.test(html))
      .map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary ?? ""}`),
  );
}

describe("axe finds nothing", () => {
  test.each([
    ["light", "laptop", LAPTOP],
    ["dark", "laptop", LAPTOP],
    ["light", "phone", PHONE],
    ["dark", "phone", PHONE],
  ] as const)("%s, on a %s", async (theme, _device, size) => {
    const edgewise = await visit({ theme, size });
    for (const [state, enter] of Object.entries(states)) {
      await enter(edgewise);
      expect.soft(await violations(edgewise), state).toEqual([]);
    }
  });
});
