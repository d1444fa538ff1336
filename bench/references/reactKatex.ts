// The least that a page with React and KaTeX does before it shows anything: two dozen typeset boxes, all at once.
import katex from "katex";
import "katex/dist/katex.css";
import { createElement } from "react";
import { createRoot } from "react-dom/client";

const FORMULAS = Array.from({ length: 24 }, (_, place) =>
  place % 2 === 0 ? `n_{${place}} = \\tanh n_{${place + 1}}` : `\\dfrac{\\partial n_{${place}}}{\\partial x}`,
);

function Page() {
  return FORMULAS.map((tex, place) =>
    createElement("div", {
      key: tex,
      className: "node",
      "data-node": place,
      style: { left: 40 + 200 * (place % 6), top: 40 + 90 * Math.floor(place / 6) },
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the typesetter's output for TeX of our own
      dangerouslySetInnerHTML: { __html: katex.renderToString(tex, { output: "html", throwOnError: false }) },
    }),
  );
}

const root = document.getElementById("root");
if (root !== null) createRoot(root).render(createElement(Page));
