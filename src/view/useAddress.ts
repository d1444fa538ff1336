import { useEffect } from "react";
import { OPENING } from "../lessons/opening.ts";
import { addressOf, openingChoices } from "../store/opening.ts";
import { useEdgewise } from "./context.ts";
import { freeValues } from "./derived/inputValues.ts";
import { beginAnother, leaveUnkept } from "./programs/useKeeping.ts";

/** Addresses are written at most this often, in milliseconds: browsers refuse more than a hundred in half a minute. */
const INTERVAL = 280;
/** While the playhead is under way: a browser takes as long as for a whole frame over the address of a long program. */
const UNDER_WAY = 1000;

/** Keeps the address in step with what is seen, and follows an address that somebody puts in. */
export function useAddress(): void {
  const store = useEdgewise();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    let isLate = false;
    let known = location.hash;
    const write = (): void => {
      timer = null;
      // Somebody has put another address in, and its event is still to come: it must not be written over.
      if (location.hash !== known) return;
      const choices = store.getState();
      const address = addressOf(choices, freeValues(choices.text, choices.values));
      if (address === location.hash) return;
      history.replaceState(null, "", address);
      // As the browser has it, which may have escaped something.
      known = location.hash;
    };
    const stop = store.subscribe(({ goal }) => {
      const isUnderWay = goal !== null;
      // What waited while the playhead was under way is written soon after it has come to rest.
      if (timer !== null && isLate && !isUnderWay) {
        clearTimeout(timer);
        timer = null;
      }
      if (timer !== null) return;
      isLate = isUnderWay;
      timer = setTimeout(write, isUnderWay ? UNDER_WAY : INTERVAL);
    });
    const read = (): void => {
      known = location.hash;
      const { text = "", ...choices } = openingChoices(location.hash, OPENING);
      beginAnother(store);
      // The text first: what comes with it is part of the same entry of the history.
      store.getState().setText(text, `address:${location.hash}`);
      store.setState({ goal: null, ...choices });
      leaveUnkept(store);
    };
    addEventListener("hashchange", read);
    return () => {
      stop();
      removeEventListener("hashchange", read);
      if (timer !== null) clearTimeout(timer);
    };
  }, [store]);
}
