import type { Graph } from "./graph.ts";
import type { Network } from "./network.ts";
import { scalarNetwork } from "./scalarNetwork.ts";
import { tensorNetwork } from "./tensorNetwork.ts";

const known = new WeakMap<Graph, { readonly network: Network | null }>();

/**
 * The layered network that a program is, from its graph with its shapes, one node for each operation; null where it is
 * none. A network is a chain of at least two steps. In each, every unit is a sum of the units before, each times a
 * weight of its own, and perhaps a bias; one operation of one operand (or several) may follow. Weights and biases are
 * inputs of the program and belong to one step alone. In vectors and matrices a step is a product `a @ W` or `W @ a`
 * (with the same side for all), a bias is added or is the weight of a 1 that is joined to the layer; in single numbers
 * a step is sums of products, and some layer has two units. What follows the last layer, such as a cost, is no part of
 * the network. Shared weights (a recurrent net, unrolled), connections past a layer and branches make it none.
 */
export function networkOf(graph: Graph): Network | null {
  const remembered = known.get(graph);
  if (remembered !== undefined) return remembered.network;
  const network = tensorNetwork(graph) ?? scalarNetwork(graph);
  known.set(graph, { network });
  return network;
}
