import { Component, type ReactNode } from "react";
import type { Choices } from "../store/store.ts";
import { useChoice } from "./context.ts";

interface BoundaryProps {
  /** What is shown depends on this: with another one it is tried again. */
  readonly of: unknown;
  readonly children: ReactNode;
}

/** Where a part of the page fails, the others stay, and so does everything that was typed. */
class Boundary extends Component<BoundaryProps, { readonly failedAt: unknown; readonly hasFailed: boolean }> {
  override readonly state = { failedAt: null as unknown, hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  static getDerivedStateFromProps(
    { of }: BoundaryProps,
    { failedAt, hasFailed }: { readonly failedAt: unknown; readonly hasFailed: boolean },
  ): { readonly failedAt: unknown; readonly hasFailed: boolean } {
    // The first render after a failure belongs to what failed.
    return Object.is(of, failedAt) ? { failedAt, hasFailed } : { failedAt: of, hasFailed: false };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <p className="notice" role="alert">
        This part of the page has failed. Nothing is lost: change the program, undo, or reload the page.
      </p>
    );
  }
}

/** What a part of the page may fail at, as one thing to be compared. */
function shownChoices({ goodText, grain, mode }: Choices): string {
  const { folded, opened, gathered } = grain;
  return [goodText, mode, folded.join(), [...opened.keys()].join(), [gathered].flat().join()].join("\n");
}

/** A part of the page on its own: another program, grain or mode is another try. */
export function Guarded({ children }: { readonly children: ReactNode }) {
  return <Boundary of={useChoice(shownChoices)}>{children}</Boundary>;
}
