/** What a result followed from, and need not show any more. */
export class Met {
  /** The factors of everything that was divided by. */
  readonly divisors = new Set<number>();
  /** The edges whose case was chosen, or of whose condition use was made. */
  readonly cases = new Set<number>();
  /** The edges into logarithms. */
  readonly logarithms = new Set<number>();

  add(other: Met): void {
    for (const divisor of other.divisors) this.divisors.add(divisor);
    for (const edge of other.cases) this.cases.add(edge);
    for (const edge of other.logarithms) this.logarithms.add(edge);
  }
}
