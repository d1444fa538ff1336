import { lookClass, type Mark } from "../../core/index.ts";

/** How a formula gets into its element. */
export type WriteFormula = (element: Element, tex: string, plain: string) => void;

interface Drawn {
  readonly mark: Mark;
  readonly element: SVGElement | HTMLElement;
}

/**
 * Draws marks as MarkView and FormulaView do, in a drawing and in a layer of formulas over it, without rendering: from one
 * frame to the next an element stays its mark's, and only what differs is written.
 */
export class MarkWriter {
  private drawn = new Map<string, Drawn>();
  private readonly shapes: Element;
  private readonly formulas: Element;
  private readonly extent = document.createElementNS(SVG, TAGS.path);
  private reach = "";
  private readonly writeFormula: WriteFormula;

  constructor(shapes: Element, formulas: Element, writeFormula: WriteFormula) {
    this.shapes = shapes;
    this.formulas = formulas;
    this.writeFormula = writeFormula;
    this.extent.setAttribute("class", "extent");
    this.extent.setAttribute("fill", "none");
    this.extent.setAttribute("d", this.reach);
    shapes.prepend(this.extent);
  }

  /**
   * Draws these marks and no others. They lie within `extent`, of which nothing is seen: what is as large from one frame to
   * the next is composed as before, of what grows or moves a browser finds out anew what it lies over.
   */
  write(marks: readonly Mark[], extent: string): void {
    const reach = marks.length === 0 ? "" : extent;
    if (reach !== this.reach) this.extent.setAttribute("d", reach);
    this.reach = reach;
    const before = this.drawn;
    const next = new Map<string, Drawn>();
    for (const mark of marks) {
      const known = before.get(mark.key);
      const isKept = known?.mark.kind === mark.kind;
      const element = isKept ? known.element : created(mark);
      this.draw(element, mark, isKept ? known.mark : null);
      next.set(mark.key, { mark, element });
    }
    for (const [key, { element }] of before) if (next.get(key)?.element !== element) element.remove();
    this.drawn = next;
    this.arrange();
  }

  /** Later marks are drawn over earlier ones; what stands in its place is not touched. */
  private arrange(): void {
    let [shape, formula] = [this.extent.nextElementSibling, this.formulas.firstElementChild];
    for (const { mark, element } of this.drawn.values()) {
      if (mark.kind === "formula") {
        if (formula === element) formula = formula.nextElementSibling;
        else this.formulas.insertBefore(element, formula);
      } else if (shape === element) shape = shape.nextElementSibling;
      else this.shapes.insertBefore(element, shape);
    }
  }

  private draw(element: SVGElement | HTMLElement, mark: Mark, before: Mark | null): void {
    switch (mark.kind) {
      case "box":
        drawBox(element, mark, before);
        break;
      case "path":
        drawPath(element, mark, before);
        break;
      case "figures":
        drawFigures(element, mark, before);
        break;
      case "formula":
        drawFormula(element, mark, before, this.writeFormula);
    }
  }
}

type MarkOf<Kind extends Mark["kind"]> = Extract<Mark, { readonly kind: Kind }>;

const SVG = "http://www.w3.org/2000/svg";
const TAGS = { box: "rect", path: "path", figures: "text" } as const;

function created({ kind }: Mark): SVGElement | HTMLElement {
  if (kind !== "formula") {
    const element = document.createElementNS(SVG, TAGS[kind]);
    if (kind === "path") writeAttributes(element, { "stroke-linecap": "round", "stroke-linejoin": "round" });
    return element;
  }
  const place = document.createElement("div");
  place.className = "formula-place";
  const text = document.createElement("span");
  text.setAttribute("aria-hidden", "true");
  const formula = document.createElement("div");
  formula.append(text);
  place.append(formula);
  return place;
}

type Attributes = Readonly<Record<string, string | number>>;

/** Writes the attributes that differ from those before; of the same names. */
function writeAttributes(element: Element, attributes: Attributes, before: Attributes | null = null): void {
  for (const name of Object.keys(attributes))
    if (attributes[name] !== before?.[name]) element.setAttribute(name, String(attributes[name]));
}

function boxAttributes({ x, y, width, height, radius, look }: MarkOf<"box">): Attributes {
  return { class: lookClass(look), x: x - width / 2, y: y - height / 2, width, height, rx: radius };
}

function drawBox(element: Element, mark: MarkOf<"box">, before: Mark | null): void {
  writeAttributes(element, boxAttributes(mark), before?.kind === "box" ? boxAttributes(before) : null);
}

function drawPath(element: SVGElement | HTMLElement, mark: MarkOf<"path">, before: Mark | null): void {
  const known = before?.kind === "path" ? before : null;
  if (mark.look !== known?.look) element.setAttribute("class", lookClass(mark.look));
  if (mark.d !== known?.d) element.setAttribute("d", mark.d);
  // A class is stronger than an attribute.
  if (mark.width !== known?.width) element.style.strokeWidth = String(mark.width ?? "");
}

function figuresAttributes({ x, y, size, look }: MarkOf<"figures">): Attributes {
  return { class: `figures ${lookClass(look)}`, x, y, "font-size": size };
}

function drawFigures(element: Element, mark: MarkOf<"figures">, before: Mark | null): void {
  const known = before?.kind === "figures" ? before : null;
  writeAttributes(element, figuresAttributes(mark), known && figuresAttributes(known));
  const parts = known?.parts ?? [];
  const isSameBuild =
    known !== null &&
    parts.length === mark.parts.length &&
    parts.every(({ isNew }, place) => isNew === mark.parts[place]?.isNew);
  if (isSameBuild) {
    for (const [place, { text }] of mark.parts.entries())
      if (text !== parts[place]?.text) writeText(element.children[place], text);
    return;
  }
  element.replaceChildren(
    ...mark.parts.map(({ text, isNew }) => {
      const part = document.createElementNS(SVG, "tspan");
      if (isNew) part.setAttribute("class", "is-new");
      writeText(part, text);
      return part;
    }),
  );
}

/** Of a text that is there already only the characters are written: the browser keeps everything else. */
function writeText(element: Element | undefined, text: string): void {
  if (element?.firstChild instanceof Text) element.firstChild.data = text;
  else if (element !== undefined) element.textContent = text;
}

function drawFormula(
  { style, firstElementChild: formula }: SVGElement | HTMLElement,
  mark: MarkOf<"formula">,
  before: Mark | null,
  write: WriteFormula,
): void {
  const known = before?.kind === "formula" ? before : null;
  const { x, y, size, look, tex, plain } = mark;
  if (x !== known?.x) style.left = `${x}px`;
  if (y !== known?.y) style.top = `${y}px`;
  if (!(formula instanceof HTMLElement)) return;
  if (look !== known?.look) formula.className = `formula ${lookClass(look)}`;
  if (size !== known?.size) formula.style.fontSize = `${size}px`;
  const text = formula.firstElementChild;
  if (text !== null && (tex !== known?.tex || plain !== known.plain)) write(text, tex, plain);
}
