import { useEffect, useRef } from "react";

/** A circle round the pointer; all round it is dimmed. It stands in the middle until the pointer moves. */
export function Spotlight() {
  const light = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const follow = ({ clientX, clientY }: PointerEvent): void => {
      light.current?.style.setProperty("--x", `${clientX}px`);
      light.current?.style.setProperty("--y", `${clientY}px`);
    };
    document.addEventListener("pointermove", follow);
    document.addEventListener("pointerdown", follow);
    return () => {
      document.removeEventListener("pointermove", follow);
      document.removeEventListener("pointerdown", follow);
    };
  }, []);
  return <div className="spotlight" ref={light} aria-hidden="true" />;
}
