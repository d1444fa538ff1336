import { useEdgewise } from "../context.ts";
import "./blank.css";

/** A dark screen: all eyes on who speaks. */
export default function Blank() {
  const store = useEdgewise();
  return (
    <button
      type="button"
      className="blank"
      aria-label="The screen is blank: show it again"
      onClick={() => store.getState().choose({ isBlank: false })}
    />
  );
}
