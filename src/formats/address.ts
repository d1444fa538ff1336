import type { Value } from "../core/index.ts";
import { readNumbers, writeNumbers } from "./numbers.ts";

/** What an address says, field by field; what it leaves out is undefined. */
export interface AddressFields {
  readonly program?: string | undefined;
  readonly values?: ReadonlyMap<string, Value> | undefined;
  /** The gradient placed on an output that is no single number. */
  readonly seed?: Value | undefined;
  /** How many steps are done; a fraction is a place inside a step. */
  readonly step?: number | undefined;
  readonly target?: string | undefined;
  /** What is folded, `L,f2,q+e`, and what is opened, `a,D:entries`. */
  readonly fold?: string | undefined;
  readonly open?: string | undefined;
  /** `each` where every use of a node keeps an edge of its own. */
  readonly edges?: string | undefined;
  /** Which sums and products are one node each: `all`, or those of these results, `y,e.0`. */
  readonly gather?: string | undefined;
  /** Which sweeps follow the values. */
  readonly mode?: string | undefined;
  /** Which entry of the target tangents move, counted from 1. */
  readonly entry?: number | undefined;
  /** The path drawn as a thread: "all", or its number from 1. */
  readonly path?: string | undefined;
  readonly coming?: string | undefined;
  readonly plaques?: string | undefined;
  readonly direction?: string | undefined;
  readonly theme?: string | undefined;
  readonly speed?: number | undefined;
  /** What stands beside the graph: `backward`. */
  readonly beside?: string | undefined;
  /** "on" where the picture of circles and weights stands beside the graph. */
  readonly network?: string | undefined;
  /** `presenter` where there is nothing but the graph and its formula. */
  readonly view?: string | undefined;
  /** What each pin holds, as ids; an empty one is free. */
  readonly pins?: readonly (readonly string[])[] | undefined;
  /** The id of the node of which only what affects it or is affected by it is shown. */
  readonly only?: string | undefined;
  /** "on" where edges are drawn as strong as the gradient through them. */
  readonly strength?: string | undefined;
  /** "on" where inputs are drawn again beside their uses where that saves crossings. */
  readonly copies?: string | undefined;
}

/**
 * Reads the part of an address after `#`. Never throws: what cannot be read is left out. A `+` is a plus sign, unless
 * the text was encoded as a form, where it is a space.
 */
export function readAddress(hash: string): AddressFields {
  const fields = new Map<string, string>();
  const isForm = isFormEncoded(hash);
  for (const field of hash.replace(/^#/, "").split("&")) {
    const equals = field.indexOf("=");
    if (equals > 0) fields.set(field.slice(0, equals), decode(field.slice(equals + 1), isForm));
  }
  return {
    program: fields.get("program"),
    values: readValues(fields.get("values")),
    seed: readNumbers(fields.get("seed") ?? "") ?? undefined,
    step: readNumber(fields.get("step")),
    target: fields.get("target"),
    fold: fields.get("fold"),
    open: fields.get("open"),
    edges: fields.get("edges"),
    gather: fields.get("gather"),
    mode: fields.get("mode"),
    entry: readCount(fields.get("entry")),
    path: readPath(fields.get("path")),
    coming: fields.get("coming"),
    plaques: fields.get("plaques"),
    direction: fields.get("direction"),
    theme: fields.get("theme"),
    speed: readNumber(fields.get("speed")),
    beside: fields.get("beside"),
    network: fields.get("network"),
    view: fields.get("view"),
    pins: readPins(fields.get("pins")),
    only: fields.get("only"),
    strength: fields.get("strength"),
    copies: fields.get("copies"),
  };
}

/** The part of an address after and including `#`: readable while short, and safe to paste. */
export function writeAddress(fields: AddressFields): string {
  const parts = Object.entries(fields).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const text = written(value);
    return [`${name}=${encode(text)}`];
  });
  return `#${parts.join("&")}`;
}

/** Numbers of paths may be long; no graph that a page can draw has one of more digits. */
function readPath(text: string | undefined): string | undefined {
  return text !== undefined && /^(all|[1-9]\d{0,4999})$/.test(text) ? text : undefined;
}

function readNumber(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

function readCount(text: string | undefined): number | undefined {
  const number = readNumber(text);
  return number !== undefined && Number.isInteger(number) && number > 0 ? number : undefined;
}

/** `c,,a-c-0;c-e-0`: pins with commas between them, the parts of one with semicolons. */
function readPins(text: string | undefined): readonly (readonly string[])[] | undefined {
  return text?.split(",").map((pin) => pin.split(";").filter((id) => id !== ""));
}

type Field = string | number | Value | ReadonlyMap<string, Value> | readonly (readonly string[])[];

function written(field: Field): string {
  if (Array.isArray(field)) return field.map((ids: readonly string[]) => ids.join(";")).join(",");
  if (field instanceof Map)
    return [...field].map(([name, value]) => `${name}:${writeNumbers(value)}`).join(",");
  return typeof field === "object" ? writeNumbers(field as Value) : String(field);
}

/** `a:2,W:[[1,2],[3,4]]`: commas inside brackets part no names. */
function readValues(text: string | undefined): ReadonlyMap<string, Value> | undefined {
  if (text === undefined) return undefined;
  const values = new Map<string, Value>();
  for (const pair of text.split(/,(?=[^,[\]]*:)/)) {
    const [name = "", numbers = ""] = pair.split(":");
    const value = readNumbers(numbers);
    if (name.trim() !== "" && value !== null) values.set(name.trim(), value);
  }
  return values;
}

// Left as they are: they need no escaping after `#`, and formulas are made of them.
const READABLE: readonly (readonly [string, string])[] = [
  ["%3D", "="],
  ["%2B", "+"],
  ["%2F", "/"],
  ["%5E", "^"],
  ["%2C", ","],
  ["%3A", ":"],
  ["%3B", ";"],
  ["%5B", "["],
  ["%5D", "]"],
  ["%40", "@"],
];

// Half a character has no address of its own.
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function encode(text: string): string {
  const escaped = encodeURIComponent(text.replace(LONE_SURROGATE, "\ufffd"));
  return READABLE.reduce((so, [code, character]) => so.replaceAll(code, character), escaped);
}

/**
 * Whether a form wrote this: then a `+` is a blank. A form escapes these signs, which this page does not; `^` and
 * brackets are no evidence, since programs that pass addresses on escape them too. Forms write no `%20`.
 */
function isFormEncoded(hash: string): boolean {
  return /%(?:2B|3D|3A|2C|2F)/i.test(hash) && !hash.includes("%20");
}

function decode(text: string, isForm: boolean): string {
  const spaced = isForm ? text.replaceAll("+", " ") : text;
  try {
    return decodeURIComponent(spaced);
  } catch {
    // A stray % sign: the text is then taken as it stands.
    return spaced;
  }
}
