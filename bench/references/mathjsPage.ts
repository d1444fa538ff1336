// What somebody would build from parts off the shelf: mathjs reads the text, dagre places the nodes and the labels of
// the edges, KaTeX typesets all of these, and plain DOM calls make the picture anew at each keystroke. It calculates
// nothing and has no table, no sliders and no player. The sizes of labels are guessed from their length, which is
// quicker than asking the browser.
import { Graph, layout } from "@dagrejs/dagre";
import katex from "katex";
import "katex/dist/katex.css";
import { type MathNode, parse, SymbolNode } from "mathjs";
import { svgElement } from "./svg.ts";

interface TypedNode {
  readonly id: string;
  readonly tex: string;
  readonly operands: readonly string[];
}

/** A node for each name and each operation; constants belong to what uses them. */
function nodesOf(text: string): readonly TypedNode[] {
  const nodes = new Map<string, TypedNode>();
  let unnamed = 0;
  const leaf = (id: string): string => {
    if (!nodes.has(id)) nodes.set(id, { id, tex: id, operands: [] });
    return id;
  };
  const build = (tree: MathNode, name: string | null): string | null => {
    if (tree.type === "ConstantNode") return name === null ? null : leaf(name);
    if (tree.type === "ParenthesisNode")
      return build((tree as MathNode & { content: MathNode }).content, name);
    if (tree.type === "SymbolNode") return leaf(tree.toString());
    const operands: string[] = [];
    // mathjs counts the name of a function among its children.
    const own = tree.map((child, path) => {
      if (path === "fn") return child;
      const operand = build(child, null);
      if (operand === null) return child;
      operands.push(operand);
      return new SymbolNode(operand);
    });
    unnamed += name === null ? 1 : 0;
    const id = name ?? `v${unnamed}`;
    nodes.set(id, { id, tex: `${id} = ${own.toTex()}`, operands });
    return id;
  };
  for (const line of text.split("\n")) {
    const tree = parse(line);
    if (tree.type !== "AssignmentNode") continue;
    const { name, value } = tree as MathNode & { name: string; value: MathNode };
    build(value, name);
  }
  return [...nodes.values()];
}

interface Placed {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function draw(picture: Element, nodes: readonly TypedNode[]): void {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: 24, ranksep: 40 });
  for (const { id, tex } of nodes) graph.setNode(id, { width: Math.max(112, tex.length * 9), height: 72 });
  for (const { id, operands } of nodes) {
    for (const [place, operand] of operands.entries())
      graph.setEdge(operand, id, { width: 60, height: 44, labelpos: "c" }, String(place));
  }
  layout(graph);
  const svg = svgElement("svg", { "aria-hidden": "true" });
  const labels: HTMLElement[] = [];
  for (const edge of graph.edges()) {
    const { points, ...place } = graph.edge(edge) as unknown as Placed & { points: readonly Placed[] };
    const d = points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x},${y}`).join("");
    svg.append(svgElement("path", { d, fill: "none", stroke: "grey" }), box(place, {}));
    labels.push(label(place, `\\dfrac{\\partial ${edge.w}}{\\partial ${edge.v}}`));
  }
  for (const { id, tex } of nodes) {
    const place = graph.node(id) as Placed;
    svg.append(box(place, { "data-node": id }));
    labels.push(label(place, tex));
  }
  picture.replaceChildren(svg, ...labels);
  picture.setAttribute("data-nodes", String(nodes.length));
}

function box({ x, y, width, height }: Placed, attributes: Readonly<Record<string, string>>): SVGElement {
  const corner = { x: x - width / 2, y: y - height / 2 };
  return svgElement("rect", { ...attributes, ...corner, width, height, fill: "white", stroke: "black" });
}

function label({ x, y }: Placed, tex: string): HTMLElement {
  const element = document.createElement("div");
  element.className = "label";
  element.style.left = `${x}px`;
  element.style.top = `${y}px`;
  // As our page has it: without MathML, which would double the cost.
  element.innerHTML = katex.renderToString(tex, { output: "html", throwOnError: false });
  return element;
}

const editor = document.querySelector("textarea");
const picture = document.querySelector(".picture");
if (editor && picture) {
  const show = (): void => draw(picture, nodesOf(editor.value));
  editor.value = decodeURIComponent(/program=(.*)/.exec(location.hash)?.[1] ?? "");
  editor.addEventListener("input", show);
  show();
}
