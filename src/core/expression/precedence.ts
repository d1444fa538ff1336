/** How tightly operators bind, for the parser and for printing: a minus sign binds looser than a power, `-x^2 = -(x^2)`. */
export const PRECEDENCE = { "+": 1, "-": 1, "*": 2, "/": 2, negate: 3, "^": 4, atom: 5 } as const;
