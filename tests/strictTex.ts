import katex from "katex";

/** What KaTeX's strict mode does not take; its MathML is quicker made than its HTML, of the same parse. */
export function refusedByKatex(tex: string): string[] {
  try {
    katex.renderToString(tex, { strict: "error", throwOnError: true, output: "mathml" });
    return [];
  } catch (problem) {
    return [`${tex}: ${problem}`];
  }
}
