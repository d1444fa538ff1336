import { type Network, networkOf } from "../../core/index.ts";
import { useDerived } from "../context.ts";

/** The layered network that the program is; null where it is none. */
export function useNetwork(): Network | null {
  return useDerived(({ whole }) => networkOf(whole));
}
