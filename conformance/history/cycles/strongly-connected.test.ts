import { assert, array, integer, nat, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Graph } from './graph.ts';
import { stronglyConnected } from './strongly-connected.ts';

type Edge = readonly [number, number];

function graphOf(vertices: number, edges: readonly Edge[]): Graph {
  const out = Array.from({ length: vertices }, (_, from) => edges.filter(([f]) => f === from).map(([, to]) => to));
  return { vertices, degree: (vertex) => out[vertex].length, neighbour: (vertex, at) => out[vertex][at] };
}

function components(graph: Graph): number[][] {
  const found: number[][] = [];
  stronglyConnected(graph, (vertices) => found.push([...vertices].sort((one, other) => one - other)));
  return found.sort(([one], [other]) => one - other);
}

/** The same by definition: who reaches whom. */
function byDefinition(vertices: number, edges: readonly Edge[]): number[][] {
  const all = Array.from({ length: vertices }, (_, at) => at);
  const reaches = all.map((from) => all.map((to) => from === to || edges.some(([f, t]) => f === from && t === to)));
  for (const by of all)
    for (const from of all) for (const to of all) reaches[from][to] ||= reaches[from][by] && reaches[by][to];
  return all
    .map((one) => all.filter((other) => reaches[one][other] && reaches[other][one]))
    .filter((component, at) => component.length > 1 && component[0] === at);
}

describe('strongly connected components', () => {
  it('are those of the definition', () => {
    const graphs = integer({ min: 1, max: 9 }).chain((vertices) =>
      tuple(
        integer({ min: vertices, max: vertices }),
        array(tuple(nat(vertices - 1), nat(vertices - 1)), { maxLength: 16 }),
      ),
    );
    assert(
      property(graphs, ([vertices, edges]) => {
        expect(components(graphOf(vertices, edges))).toEqual(byDefinition(vertices, edges));
      }),
    );
  });

  it('may be as long as a history: nothing is called within itself', () => {
    const vertices = 200_000;
    const ring: Graph = { vertices, degree: () => 1, neighbour: (vertex) => (vertex + 1) % vertices };
    expect(components(ring).map(({ length }) => length)).toEqual([vertices]);
  });
});
