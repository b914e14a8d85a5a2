import { describe, expect, it } from 'vitest';
import { run } from '../coroutine.ts';
import { type Automaton, automatonOf } from './automaton.ts';
import { closureClassesOf } from './closure-classes.ts';
import type { LabelledGraph } from './labelled-graph.ts';

/** A state of an environment: its label, where it leads; with `rests` it is an end, with this terminal label. */
interface Node {
  readonly look: number;
  readonly to: readonly number[];
  readonly rests?: number;
}

const graphOfNodes = (nodes: readonly Node[]): LabelledGraph => ({
  size: nodes.length,
  firsts: Int32Array.from([0, ...nodes.map((_, state) => nodes.slice(0, state + 1).flatMap(({ to }) => to).length)]),
  targets: Int32Array.from(nodes.flatMap(({ to }) => to)),
  observations: Int32Array.from(nodes.map(({ look }) => look)),
  terminals: Int32Array.from(nodes.map(({ rests = -1 }) => rests)),
  resting: [],
});

const classes = (nodes: readonly Node[]) => run(closureClassesOf(graphOfNodes(nodes)));
const automaton = (nodes: readonly Node[]): Automaton => run(automatonOf(classes(nodes), 1));

describe('tau-closure classes', () => {
  it('are the same for states that show the same, however many silent steps come before', () => {
    const { ofState } = classes([
      { look: 0, to: [1, 2] },
      { look: 0, to: [3] },
      { look: 0, to: [2, 3] },
      { look: 1, to: [], rests: 0 },
    ]);
    expect(ofState[0]).toBe(ofState[1]);
    expect(ofState[1]).toBe(ofState[2]);
    expect(ofState[3]).not.toBe(ofState[0]);
  });

  it('differ where something else may come next, or rest has another label', () => {
    const { ofState } = classes([
      { look: 0, to: [2] },
      { look: 0, to: [3] },
      { look: 1, to: [], rests: 0 },
      { look: 1, to: [], rests: 1 },
    ]);
    expect(new Set(ofState).size).toBe(4);
  });

  it('tell the states of a cycle apart in which something is visible', () => {
    const { all, ofState } = classes([
      { look: 0, to: [1] },
      { look: 1, to: [0] },
    ]);
    expect(all[ofState[0]].successors).toEqual(Int32Array.of(ofState[1]));
    expect(all[ofState[1]].successors).toEqual(Int32Array.of(ofState[0]));
  });
});

describe('the automaton', () => {
  it('has fewer states than there are classes where these begin alike: nobody can know yet which of them it is', () => {
    const { states, initials } = automaton([
      { look: 0, to: [1, 2] },
      { look: 1, to: [3] },
      { look: 1, to: [4] },
      { look: 2, to: [], rests: 0 },
      { look: 3, to: [], rests: 0 },
    ]);
    expect(states).toHaveLength(4);
    const [next, ...others] = states[initials[0]].successors;
    expect(others).toEqual([]);
    expect(states[next].successors.map((state) => states[state].observation)).toEqual([2, 3]);
  });
});
