import fc from "fast-check";
import katex from "katex";
import { describe, expect, it } from "vitest";
import { inPieces, TEXT } from "./pieces.ts";

const render = (tex: string): string => katex.renderToString(tex, { output: "html" });
const number = fc.double({ min: -1000, max: 1000, noNaN: true }).map((value) => value.toPrecision(4));
const formula = fc
  .tuple(number, number)
  .chain(([one, other]) =>
    fc.constantFrom(
      one,
      `x_{1}=${one}`,
      `\\frac{\\partial c}{\\partial a}=${one}`,
      `\\sqrt{${one}}<${other}`,
      `\\left(${one}\\right)\\cdot ${other}`,
      `\\begin{bmatrix}${one} & ${other}\\\\ 0 & 1\\end{bmatrix}`,
    ),
  );

describe("a formula's markup in pieces", () => {
  it("is its tags with its texts put back, in order", () => {
    fc.assert(
      fc.property(formula, (tex) => {
        const markup = render(tex);
        const { tags, texts } = inPieces(markup);
        const left = [...texts];
        expect(tags.replaceAll(TEXT, () => left.shift() ?? "")).toBe(markup);
        expect(left).toEqual([]);
      }),
      { seed: 1 },
    );
  });

  it("has the same tags where only the digits are others", () => {
    const [one, other] = ["0.8775", "0.1253"].map((digits) =>
      inPieces(render(`\\frac{\\partial b}{\\partial a}=\\cos(a)=${digits}`)),
    );
    expect(one?.tags).toBe(other?.tags);
    expect(one?.texts.join("").replace("0.8775", "0.1253")).toBe(other?.texts.join(""));
  });
});
