import type { Diagnostic } from "./diagnostics.ts";

/** Ends the statement at hand: its diagnostic is all that is known of it. */
export class StatementError {
  readonly diagnostic: Diagnostic;
  constructor(diagnostic: Diagnostic) {
    this.diagnostic = diagnostic;
  }
}
