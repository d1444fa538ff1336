import { type Grain, OPERATIONS, type Opening } from "../core/index.ts";
import type { AddressFields } from "./address.ts";

/** Every sum and product; that of a node called so has a comma behind it. */
const ALL = "all";

/** The grain in the fields of an address; nothing for what is as usual. */
export function grainFields({
  folded,
  opened,
  isByOccurrence,
  gathered,
}: Grain): Pick<AddressFields, "fold" | "open" | "edges" | "gather"> {
  const folds = folded.map((chosen) => [chosen].flat().join("+"));
  const openings = [...opened].map(([id, opening]) => (opening === "entries" ? `${id}:entries` : id));
  return {
    fold: folds.length === 0 ? undefined : folds.join(","),
    open: openings.length === 0 ? undefined : openings.join(","),
    edges: isByOccurrence ? "each" : undefined,
    gather: gathered.length === 0 ? undefined : written(gathered),
  };
}

function written(gathered: Grain["gathered"]): string {
  if (gathered === "all") return ALL;
  const ids = gathered.join(",");
  return ids === ALL ? `${ids},` : ids;
}

/** The grain that the fields of an address tell; what names nothing is ignored when the graph is made. */
export function readGrain({ fold, open, edges, gather }: AddressFields): Grain {
  if ([fold, open, edges, gather].every((field) => field === undefined)) return OPERATIONS;
  const list = (field: string | undefined): readonly string[] => (field ?? "").split(",").filter(Boolean);
  return {
    folded: list(fold).map((chosen) => (chosen.includes("+") ? chosen.split("+") : chosen)),
    opened: new Map(
      list(open).map((one): [string, Opening] => {
        const [id = "", how] = one.split(":");
        return [id, how === "entries" ? "entries" : "definition"];
      }),
    ),
    isByOccurrence: edges === "each",
    gathered: gather === ALL ? ALL : list(gather),
  };
}
