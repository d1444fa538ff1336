import { type ReactNode, type RefObject, Suspense, useEffect, useState } from "react";
import { Coming } from "./later.tsx";

interface DialogProps {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly className: string;
  /** The id of its title. */
  readonly labelledBy: string;
  readonly children: ReactNode;
}

/** A dialog whose content is made, and fetched, when it is first opened. */
export function Dialog({ dialog, className, labelledBy, children }: DialogProps) {
  const [hasOpened, setHasOpened] = useState(false);
  useEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    // Opening is the one thing that a dialog does not tell of as an event.
    const observer = new MutationObserver(() => element.open && setHasOpened(true));
    observer.observe(element, { attributes: true, attributeFilter: ["open"] });
    return () => observer.disconnect();
  }, [dialog]);
  return (
    <dialog ref={dialog} className={`dialog ${className}`} aria-labelledby={labelledBy}>
      {hasOpened && <Suspense fallback={<Coming />}>{children}</Suspense>}
    </dialog>
  );
}
