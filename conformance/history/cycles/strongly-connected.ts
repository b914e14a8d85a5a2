import { IntList } from '../../../explorers/int-list.ts';
import type { Graph } from './graph.ts';

const UNVISITED = -1;

/**
 * Calls back with every strongly connected component of at least two vertices (Tarjan 1972), in time and memory linear
 * in the graph, and without recursion: a history is longer than any stack is deep.
 *
 * @param onComponent is given memory that is used again.
 */
export function stronglyConnected(graph: Graph, onComponent: (vertices: Int32Array) => void): void {
  const found = new Int32Array(graph.vertices).fill(UNVISITED);
  const lowest = new Int32Array(graph.vertices);
  const nexts = new Int32Array(graph.vertices);
  const isOpen = new Uint8Array(graph.vertices);
  const open = new IntList();
  const path = new IntList();
  let count = 0;

  const visit = (vertex: number): void => {
    found[vertex] = count;
    lowest[vertex] = count;
    count += 1;
    isOpen[vertex] = 1;
    open.push(vertex);
    path.push(vertex);
  };
  const close = (vertex: number): void => {
    let from = open.length;
    do {
      from -= 1;
      isOpen[open.at(from)] = 0;
    } while (open.at(from) !== vertex);
    if (open.length - from > 1) onComponent(open.items().subarray(from));
    open.cut(from);
  };

  for (let root = 0; root < graph.vertices; root += 1) {
    if (found[root] === UNVISITED) visit(root);
    while (path.length > 0) {
      const vertex = path.at(path.length - 1);
      if (nexts[vertex] < graph.degree(vertex)) {
        const neighbour = graph.neighbour(vertex, nexts[vertex]);
        nexts[vertex] += 1;
        if (neighbour < 0) continue;
        if (found[neighbour] === UNVISITED) visit(neighbour);
        else if (isOpen[neighbour] === 1 && found[neighbour] < lowest[vertex]) lowest[vertex] = found[neighbour];
        continue;
      }
      path.cut(path.length - 1);
      if (path.length > 0) {
        const parent = path.at(path.length - 1);
        if (lowest[vertex] < lowest[parent]) lowest[parent] = lowest[vertex];
      }
      if (lowest[vertex] === found[vertex]) close(vertex);
    }
  }
}
