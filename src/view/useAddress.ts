import { useEffect } from "react";
import { OPENING } from "../lessons/opening.ts";
import { addressOf, openingChoices } from "../store/opening.ts";
import { useEdgewise } from "./context.ts";
import { freeValues } from "./derived/inputValues.ts";
import { beginAnother, leaveUnkept } from "./programs/useKeeping.ts";

/** The address is written once nothing has changed for so long, in milliseconds: browsers refuse more than a hundred in half a minute. */
const REST = 280;
/**
 * Where something changes without a rest, as while all is played, it is written after this long, and so much more for each
 * character: a browser takes as long as for several frames over the address of a long program.
 */
const LONGEST = 1000;
const BY_CHARACTER = 0.5;

/** Keeps the address in step with what is seen, and follows an address that somebody puts in. */
export function useAddress(): void {
  const store = useEdgewise();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    let known = location.hash;
    let [first, last] = [0, 0];
    const expect = (wait: number): void => {
      timer = setTimeout(write, wait);
    };
    const write = (): void => {
      timer = null;
      const now = performance.now();
      const wait = Math.min(last + REST, first + LONGEST + BY_CHARACTER * known.length) - now;
      if (wait > 1) {
        expect(wait);
        return;
      }
      // Somebody has put another address in, and its event is still to come: it must not be written over.
      if (location.hash !== known) return;
      const choices = store.getState();
      const address = addressOf(choices, freeValues(choices.text, choices.values));
      if (address === location.hash) return;
      history.replaceState(null, "", address);
      // As the browser has it, which may have escaped something.
      known = location.hash;
    };
    const stop = store.subscribe(() => {
      last = performance.now();
      if (timer !== null) return;
      first = last;
      expect(REST);
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
