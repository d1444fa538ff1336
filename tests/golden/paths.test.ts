import { describe, it } from "vitest";
import { eachPath, waysFrom } from "../../src/core/differentiate/paths.ts";
import { sceneOf } from "../../src/core/drawing/scene.ts";
import { edgeMarks } from "../../src/core/drawing/stillEdge.ts";
import { nodeMarks } from "../../src/core/drawing/stillNode.ts";
import { chosenMarks, type ThreadStates, threadMarks } from "../../src/core/drawing/threads.ts";
import { growingGradient, shownValue } from "../../src/core/timeline/slots.ts";
import { scheduleOf } from "../../src/core/timeline/steps.ts";
import { GALLERY } from "../../src/lessons/gallery.ts";
import { runOf } from "../programs.ts";
import { expectGolden } from "./golden.ts";
import { goldenSvg } from "./svg.ts";

const example = GALLERY.find(({ id }) => id === "nine-paths");
const { graph, run } = runOf({
  name: "figure 14",
  source: example?.program ?? "",
  values: Object.fromEntries(
    Object.entries(example?.values ?? {}).map(([name, value]) => [name, Number(value)]),
  ),
});

/** Figure 14 at its end with its threads: all nine, or one alone. */
function threadsSvg(direction: "right" | "up", theme: "light" | "dark", place: number | null): string {
  const schedule = scheduleOf(graph);
  const scene = sceneOf(graph, direction);
  const settled = schedule.steps.length;
  const states: ThreadStates = {
    edge: ({ edge }) => ({ factor: Number(run.factors[edge.index]), isConvention: false, mode: "all" }),
    node: ({ node }) => ({
      value: shownValue(schedule, run, node.index, { settled, hasBegun: true }),
      gradient: growingGradient(graph, schedule, run, node.index, settled),
    }),
  };
  const threads = [...eachPath(waysFrom(graph, graph.byName.get("X") ?? -1))].map((edges, index) => ({
    edges,
    place: index + 1,
  }));
  const chosen = threads.find((thread) => thread.place === place);
  const still = [
    ...scene.edges.flatMap((edge) => edgeMarks(scene, edge, states.edge(edge))),
    ...scene.nodes.flatMap((node) => nodeMarks(node, states.node(node))),
  ];
  if (chosen === undefined)
    return goldenSvg(scene.bounds, [...still, ...threadMarks(scene, threads, states.edge)], theme);
  const { under, parts, over } = chosenMarks(scene, chosen, states);
  return goldenSvg(
    scene.bounds,
    [...still, ...under, ...parts.flatMap(({ marks }) => marks), ...over],
    theme,
  );
}

describe.each(["light", "dark"] as const)("figure 14's paths in the %s theme", (theme) => {
  it.each([
    ["all", "right", null],
    ["all", "up", null],
    ["fifth", "right", 5],
  ] as const)("look right: %s, running %s", (name, direction, place) => {
    expectGolden("paths", `figure14-${name}-${direction}-${theme}`, threadsSvg(direction, theme, place));
  });
});
