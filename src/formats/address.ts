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
  readonly coming?: string | undefined;
  readonly plaques?: string | undefined;
  readonly direction?: string | undefined;
  readonly theme?: string | undefined;
  readonly speed?: number | undefined;
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
    coming: fields.get("coming"),
    plaques: fields.get("plaques"),
    direction: fields.get("direction"),
    theme: fields.get("theme"),
    speed: readNumber(fields.get("speed")),
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

function readNumber(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

function written(field: string | number | Value | ReadonlyMap<string, Value>): string {
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
