/**
 * How tightly operators bind, for the parser and for printing: a minus sign binds looser than a power, `-x^2 = -(x^2)`.
 * A call needs brackets only in type, as the base of a power: sin(x)² could be read as sin(x²).
 */
export const PRECEDENCE = {
  "+": 1,
  "-": 1,
  "*": 2,
  "/": 2,
  "@": 2,
  negate: 3,
  "^": 4,
  call: 4.5,
  atom: 5,
} as const;
