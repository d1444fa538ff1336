// As little as a page can do to show a typed program: parse, one column a layer, and a picture made anew each time.
import { type BareTree, bareParse } from "./prattParser.ts";
import { svgElement } from "./svg.ts";

interface BareNode {
  readonly label: string;
  readonly operands: readonly BareNode[];
  readonly layer: number;
  readonly x: number;
  readonly y: number;
}

function nodesOf(text: string): readonly BareNode[] {
  const byName = new Map<string, BareNode>();
  const nodes: BareNode[] = [];
  const heights: number[] = [];
  const add = (label: string, operands: readonly BareNode[]): BareNode => {
    const layer = operands.reduce((most, operand) => Math.max(most, operand.layer + 1), 0);
    const row = heights[layer] ?? 0;
    heights[layer] = row + 1;
    const node = { label, operands, layer, x: layer * 120 + 10, y: row * 48 + 10 };
    nodes.push(node);
    return node;
  };
  const named = (name: string): BareNode => {
    const node = byName.get(name) ?? add(name, []);
    byName.set(name, node);
    return node;
  };
  const build = (tree: BareTree, label: string): BareNode | null => {
    if (tree.kind === "number") return null;
    if (tree.kind === "name") return named(tree.name);
    const parts =
      tree.kind === "call"
        ? tree.operands
        : tree.kind === "negate"
          ? [tree.operand]
          : [tree.left, tree.right];
    return add(
      label,
      parts.flatMap((part) => build(part, "") ?? []),
    );
  };
  for (const { name, expression } of bareParse(text)) {
    const node = build(expression, name ?? "out") ?? add(name ?? "out", []);
    if (name !== null) byName.set(name, node);
  }
  return nodes;
}

function draw(picture: Element, nodes: readonly BareNode[]): void {
  const parts = nodes.flatMap(({ label, operands, x, y }) => [
    ...operands.map((operand) =>
      svgElement("line", { x1: operand.x + 80, y1: operand.y + 16, x2: x, y2: y + 16, stroke: "grey" }),
    ),
    svgElement("rect", { "data-node": label, x, y, width: 80, height: 32, fill: "white", stroke: "black" }),
    svgElement("text", { x: x + 8, y: y + 20 }, label),
  ]);
  picture.replaceChildren(...parts);
}

const editor = document.querySelector("textarea");
const picture = document.querySelector("svg");
if (editor && picture) {
  const show = (): void => draw(picture, nodesOf(editor.value));
  editor.value = decodeURIComponent(/program=(.*)/.exec(location.hash)?.[1] ?? "");
  editor.addEventListener("input", show);
  show();
}
