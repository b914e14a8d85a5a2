import { describe, expect, it } from 'vitest';
import { futuresOf } from './closure-classes.ts';
import type { Graph } from './labelled-graph.ts';
import { type Places, placesOf } from './automaton.ts';

/** A state of a source: what it looks like, where it leads; with `rests`, what is judged of it. */
interface Node {
  readonly look: number;
  readonly to: readonly number[];
  readonly rests?: number;
}

const graphOfNodes = (nodes: readonly Node[]): Graph => ({
  size: nodes.length,
  firsts: Int32Array.from([0, ...nodes.map((_, state) => nodes.slice(0, state + 1).flatMap(({ to }) => to).length)]),
  targets: Int32Array.from(nodes.flatMap(({ to }) => to)),
  notices: Int32Array.from(nodes.map(({ look }) => look)),
  outcomes: Int32Array.from(nodes.map(({ rests = -1 }) => rests)),
});

function done<Result>(work: Generator<void, Result>): Result {
  for (;;) {
    const { done: isDone, value } = work.next();
    if (isDone === true) return value;
  }
}

const futures = (nodes: readonly Node[]) => done(futuresOf(graphOfNodes(nodes)));
const places = (nodes: readonly Node[]): Places => done(placesOf(futures(nodes), 1));

describe('the futures of a source', () => {
  it('are the same for states that show the same, however many unseen steps come before', () => {
    const { ofState } = futures([
      { look: 0, to: [1, 2] },
      { look: 0, to: [3] },
      { look: 0, to: [2, 3] },
      { look: 1, to: [], rests: 0 },
    ]);
    expect(ofState[0]).toBe(ofState[1]);
    expect(ofState[1]).toBe(ofState[2]);
    expect(ofState[3]).not.toBe(ofState[0]);
  });

  it('differ where something else may come next, or something else is judged', () => {
    const { ofState } = futures([
      { look: 0, to: [2] },
      { look: 0, to: [3] },
      { look: 1, to: [], rests: 0 },
      { look: 1, to: [], rests: 1 },
    ]);
    expect(new Set(ofState).size).toBe(4);
  });

  it('tell the states of a cycle apart in which something is seen', () => {
    const { all, ofState } = futures([
      { look: 0, to: [1] },
      { look: 1, to: [0] },
    ]);
    expect(all[ofState[0]].options).toEqual([ofState[1]]);
    expect(all[ofState[1]].options).toEqual([ofState[0]]);
  });
});

describe('the places of a source', () => {
  it('are fewer than its futures where these begin alike: nobody can know yet which of them it is', () => {
    const { all, starts } = places([
      { look: 0, to: [1, 2] },
      { look: 1, to: [3] },
      { look: 1, to: [4] },
      { look: 2, to: [], rests: 0 },
      { look: 3, to: [], rests: 0 },
    ]);
    expect(all).toHaveLength(4);
    const [next, ...others] = all[starts[0]].options;
    expect(others).toEqual([]);
    expect(all[next].options.map((place) => all[place].notice)).toEqual([2, 3]);
  });
});
