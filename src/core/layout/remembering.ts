import type { Layout, LayoutInput, Size } from "./graph.ts";
import { layoutGraph } from "./layout.ts";

/**
 * A layout that remembers its last results, so that a text in which only numbers have changed is not laid out again:
 * equal inputs get the very same object.
 */
export function rememberingLayout(most = 2): (input: LayoutInput) => Layout {
  const known: { readonly input: LayoutInput; readonly layout: Layout }[] = [];
  return (input) => {
    const found = known.find((entry) => isSameInput(entry.input, input));
    if (found !== undefined) return found.layout;
    const layout = layoutGraph(input);
    known.unshift({ input, layout });
    known.length = Math.min(known.length, most);
    return layout;
  };
}

function isSameInput(one: LayoutInput, other: LayoutInput): boolean {
  if (one.direction !== other.direction) return false;
  if (one.nodes.length !== other.nodes.length || one.edges.length !== other.edges.length) return false;
  const haveSameNodes = one.nodes.every((node, index) => {
    const counterpart = other.nodes[index];
    return node.id === counterpart?.id && isSameSize(node, counterpart);
  });
  return (
    haveSameNodes &&
    one.edges.every((edge, index) => {
      const counterpart = other.edges[index];
      return (
        edge.id === counterpart?.id &&
        edge.from === counterpart.from &&
        edge.to === counterpart.to &&
        edge.operand === counterpart.operand &&
        isSameSize(edge.plaque, counterpart.plaque)
      );
    })
  );
}

function isSameSize(one: Size | null, other: Size | null): boolean {
  return one?.width === other?.width && one?.height === other?.height;
}
