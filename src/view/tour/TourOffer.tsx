import { X } from "lucide-react";
import { useState } from "react";
import { useEdgewise } from "../context.ts";
import { TOUR, wasHere } from "./moves.ts";
import "./tour.css";

/** One line for whoever comes for the first time. */
export default function TourOffer() {
  const store = useEdgewise();
  const [isNew] = useState(() => !wasHere());
  if (!isNew) return null;
  return (
    <div className="tour-offer">
      <button type="button" onClick={() => TOUR.begin(store)}>
        New here? Take the tour
      </button>
      <button
        type="button"
        className="is-quiet"
        aria-label="No tour"
        title="No tour"
        onClick={() => TOUR.end(store)}
      >
        <X aria-hidden="true" />
      </button>
    </div>
  );
}
