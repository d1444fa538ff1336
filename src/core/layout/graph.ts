/** What the layout is given and what it returns. All lengths are px; y grows downwards, as in SVG. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** An axis-parallel box; (x, y) is its centre. */
export interface Box extends Point, Size {}

/** A node's box to be placed. Width and height include all that sticks out of the node, such as its tabs. */
export interface LayoutNode extends Size {
  readonly id: string;
}

/** A dependency: node `to` uses node `from`. Parallel edges (x * x) share both and differ in `operand`. */
export interface LayoutEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Place among the consumer's operands as written; any numbers, only their order counts. */
  readonly operand: number;
  /** Size of the label the edge carries, or null for a plain edge. */
  readonly plaque: Size | null;
}

/** "right": operands left, results right. "up": operands at the bottom, results at the top. */
export type Direction = "right" | "up";

export interface LayoutInput {
  /** In the order in which the program evaluates or mentions them. */
  readonly nodes: readonly LayoutNode[];
  readonly edges: readonly LayoutEdge[];
  readonly direction: Direction;
  /** Where nodes stood before an edit. Of pictures that are otherwise as good, the one is drawn in which they move less. */
  readonly former?: readonly PlacedId[];
}

/** A node's centre in a picture. */
export interface PlacedId extends Point {
  readonly id: string;
}

/** A node's box in the picture; (x, y) is its centre. */
export interface PlacedNode extends Box {
  readonly id: string;
}

/** A chain of cubic Béziers: the start, then (control, control, end) for each; 1 + 3n points. */
export type Curve = readonly Point[];

/** An edge in the picture. */
export interface Route {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly operand: number;
  /** From the source's side to the consumer's; smooth, and square to both sides. */
  readonly curve: Curve;
  /** The plaque's box; its centre lies on the curve. */
  readonly plaque: Box | null;
}

export interface Layout {
  readonly nodes: readonly PlacedNode[];
  readonly routes: readonly Route[];
  /** Smallest box around nodes, plaques and curves; unlike elsewhere (x, y) is its corner of least x and y. */
  readonly bounds: Box;
}
