import type { Locator } from "playwright-core";
import { describe, expect, test } from "vitest";
import { type Edgewise, FIGURE_13, fields, PHONE, visit } from "./page.ts";

/** Figures 4 to 6: the network of figure 2 with its cost, at its end. */
const NETWORK = fields({
  program:
    "# data: x1, x2, y\nL1 = [x1, x2, 1]\nL2 = [sigmoid(L1 @ T1), 1]\nL3 = sigmoid(L2 @ T2)\nC = -y*log(L3) - (1 - y)*log(1 - L3)",
  values: "x1:1,x2:0,T1:[[.5,-.5],[.3,.8],[.1,-.2]],T2:[.7,-.6,.2],y:1",
});
const NUMBERS = fields({
  program: "h1 = tanh(w11*x1 + w12*x2 + b1)\nh2 = tanh(w21*x1 + w22*x2 + b2)\ny = v1*h1 + v2*h2 + c",
  network: "on",
});

const panel = ({ page }: Edgewise): Locator => page.getByRole("region", { name: "Network", exact: true });
/** A circle or a line by the beginning of what is said of it. */
const named = (edgewise: Edgewise, label: string): Locator =>
  panel(edgewise).locator(`[role="graphics-symbol"][aria-label^="${label}"]`);

/** What is lit in the graph, by id, and in the network, by what is said of it first. */
function lit({ page }: Edgewise) {
  return page.evaluate(() => {
    const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
    return {
      graph: all(".stage .part.is-pointed").map((part) => part.dataset.node ?? part.dataset.edge),
      network: all(".network .part.is-pointed").map((part) => part.getAttribute("aria-label")?.split(",")[0]),
      text: all(".cm-content .lit, .cm-content .lit-mention").map((place) => place.textContent),
    };
  });
}

describe("the network beside its graph", () => {
  test("is offered for a layered network alone, and the address keeps it", async () => {
    const edgewise = await visit({ hash: FIGURE_13 });
    const offered = edgewise.button("network");
    await edgewise.follow(NETWORK);
    await offered.click();
    await panel(edgewise).waitFor();
    await expect.poll(async () => (await edgewise.address()).network).toBe("on");
    await edgewise.follow(`${FIGURE_13}&network=on`);
    await expect.poll(() => offered.count()).toBe(0);
    await expect.poll(() => panel(edgewise).count()).toBe(0);
  });

  test("has a circle for each unit and a line for each weight, filled as the playhead comes", async () => {
    const edgewise = await visit({ hash: `${NETWORK}&network=on` });
    await panel(edgewise).waitFor();
    const kinds = () =>
      panel(edgewise)
        .locator('[role="graphics-symbol"]')
        .evaluateAll((parts) => parts.map((part) => part.getAttribute("aria-roledescription")));
    const count = async (kind: string) => (await kinds()).filter((other) => other === kind).length;
    // Two circles with a 1, and two biases of the hidden units and one of the output as lines.
    expect([await count("unit"), await count("weight"), await count("bias")]).toEqual([5, 6, 2 + 3]);
    const hidden = named(edgewise, "unit 2 of L2");
    expect(await hidden.getAttribute("aria-label")).toBe("unit 2 of L2");
    await edgewise.scrubTo(3);
    await expect.poll(() => hidden.getAttribute("aria-label")).toMatch(/^unit 2 of L2, value 0\.3318$/);
    await edgewise.scrubTo(35);
    await expect
      .poll(() => hidden.getAttribute("aria-label"))
      .toMatch(/^unit 2 of L2, value 0\.3318, gradient 0\.2332$/);
    const weight = named(edgewise, "weight from x1, unit 1 of L1 to unit 2 of L2");
    expect(await weight.getAttribute("aria-label")).toBe(
      "weight from x1, unit 1 of L1 to unit 2 of L2, T1[1,2], value −0.5, gradient 0.0517",
    );
  });

  test("is lit with the graph and the text, whichever is pointed at", async () => {
    const edgewise = await visit({ hash: `${NETWORK}&network=on&step=35` });
    await named(edgewise, "x1, unit 1 of L1").hover();
    await expect.poll(() => lit(edgewise)).toMatchObject({ graph: ["x1"], network: ["x1"], text: ["x1"] });
    // Its whole length can be pointed at, and not only the thin line.
    await named(edgewise, "weight from unit 1 of L2").locator(".network-reach").hover();
    await expect.poll(async () => (await lit(edgewise)).graph.sort()).toEqual(["T2", "T2-L3.0-1"]);
    await edgewise.part("L2.0").locator("rect").first().hover();
    await expect.poll(async () => (await lit(edgewise)).network).toEqual(["unit 1 of L2", "unit 2 of L2"]);
  });

  test("is walked by arrows from circle to line to circle, and Enter looks into the entry", async () => {
    const edgewise = await visit({ hash: `${NETWORK}&network=on&step=35` });
    const { keyboard } = edgewise.page;
    const focused = () =>
      edgewise.page.evaluate(() => document.activeElement?.getAttribute("aria-label")?.split(", value")[0]);
    await named(edgewise, "x1, unit 1 of L1").focus();
    await keyboard.press("ArrowRight");
    await expect.poll(focused).toBe("weight from x1, unit 1 of L1 to unit 1 of L2, T1[1,1]");
    await keyboard.press("ArrowDown");
    await keyboard.press("ArrowRight");
    await expect.poll(focused).toBe("unit 2 of L2");
    await keyboard.press("ArrowDown");
    await expect.poll(focused).toBe("the 1 of the biases, beside L2");
    await keyboard.press("ArrowUp");
    await keyboard.press("Enter");
    await expect
      .poll(() => edgewise.page.getByRole("status", { name: "The chosen entry of the value" }).textContent())
      .toContain("0.3318");
    // The arrows did not move the playhead.
    expect(await edgewise.shownStep()).toBe(35);
  });

  test("of single numbers has a neuron for a unit, which lights all its nodes", async () => {
    const edgewise = await visit({ hash: NUMBERS });
    await named(edgewise, "h1, unit 1 of layer 2").hover();
    await expect
      .poll(async () => (await lit(edgewise)).graph?.sort())
      .toEqual(["h1", "h1.0", "h1.0.0", "h1.0.0.0", "h1.0.0.1"].sort());
  });

  test("stands below the graph on a phone, as wide as the screen and no wider", async () => {
    const edgewise = await visit({ hash: `${NETWORK}&network=on&step=35`, size: PHONE });
    await panel(edgewise).waitFor();
    await expect
      .poll(async () => {
        const box = await panel(edgewise).boundingBox();
        const inside = await panel(edgewise)
          .locator("rect")
          .evaluateAll((all) =>
            all.every((one) => {
              const { left, right } = one.getBoundingClientRect();
              return left >= 0 && right <= innerWidth;
            }),
          );
        return [box?.width, inside];
      })
      .toEqual([PHONE.width, true]);
  });

  test("stays beside the graph on a projector, large enough for the last row, and K puts it away", async () => {
    const size = { width: 1920, height: 1080 };
    const edgewise = await visit({ hash: `${NETWORK}&network=on&step=3.5&view=presenter`, size });
    await panel(edgewise).waitFor();
    const places = await edgewise.page.evaluate(() => {
      const of = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
      const [network, graph, formula] = [of(".network"), of(".graph-area"), of(".growing")];
      const type = [...document.querySelectorAll<SVGTextElement>(".network text")].map(
        (text) => text.getBoundingClientRect().height,
      );
      return {
        side: (network?.right ?? 0) - (graph?.left ?? 1),
        below: (formula?.top ?? 0) >= (graph?.bottom ?? Infinity),
        share: (network?.width ?? 0) / innerWidth,
        least: Math.min(...type),
      };
    });
    expect(places).toMatchObject({ side: 0, below: true, share: 0.5 });
    expect(places.least).toBeGreaterThanOrEqual(22);
    await edgewise.page.keyboard.press("k");
    await expect.poll(() => panel(edgewise).count()).toBe(0);
  });
});
