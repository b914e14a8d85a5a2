import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../model/fingerprint.ts';
import type { Machine } from '../../model/machine.ts';
import type { Trial } from '../../model/property.ts';
import { exhaustive } from '../exhaustive.ts';
import { replay } from '../replay.ts';

/** A source that goes round a graph, and an observer who writes down what it sees when it looks. */
interface Toy {
  readonly at: number;
  readonly seen: string;
}

type Step = { readonly type: 'go'; readonly edge: number; readonly fault: boolean } | { readonly type: 'look' };

/** A state of the source: what it looks like, whether something is wrong with it, what is judged of it, its steps. */
interface Node {
  readonly look: number;
  readonly wrong: boolean;
  readonly outcome: number;
  readonly edges: readonly { readonly to: number; readonly fault: boolean }[];
}

const looksMax = 3;

function toyTrial(nodes: readonly Node[], starts: readonly number[]): Trial<Toy, Step> {
  const goes = (state: Toy): Step[] =>
    nodes[state.at].edges.map(({ fault }, edge) => ({ type: 'go' as const, edge, fault }));
  // Whether the observer looks depends on what it sees: it does not look twice at the same.
  const looks = ({ at, seen }: Toy): Step[] =>
    seen.length < looksMax && !seen.endsWith(String(nodes[at].look)) ? [{ type: 'look' }] : [];
  const machine = (enabled: (state: Toy) => Step[]): Machine<Toy, Step> => ({
    init: { at: starts[0], seen: '' },
    starts: starts.map((at) => ({ at, seen: '' })),
    enabled,
    next: (state, step) =>
      step.type === 'look'
        ? { ...state, seen: state.seen + String(nodes[state.at].look) }
        : { ...state, at: nodes[state.at].edges[step.edge].to },
    fingerprint,
  });
  return {
    machine: machine((state) => [...goes(state), ...looks(state)]),
    division: {
      source: machine(goes),
      observers: machine(looks),
      joined: ({ at }, { seen }) => ({ at, seen }),
      noticed: ({ at }) => String(nodes[at].look),
      outcome: ({ at }) => String(nodes[at].outcome),
    },
    goals: [],
    isFault: (step) => step.type === 'go' && step.fault,
    properties: [
      { id: 'seen', kind: 'always', exercised: () => true, violation: ({ seen }) => ({ cause: seen }) },
      {
        id: 'right',
        kind: 'always',
        exercised: () => true,
        violation: ({ at }) => (nodes[at].wrong ? { cause: 'wrong' } : null),
      },
      {
        id: 'at rest',
        kind: 'at-rest',
        exercised: ({ at }) => nodes[at].outcome > 0,
        violation: ({ at, seen }) => ({ cause: `${seen} then ${nodes[at].outcome}` }),
      },
    ],
  };
}

const nodesMax = 7;

const toys: fc.Arbitrary<{ readonly nodes: readonly Node[]; readonly starts: readonly number[] }> = fc
  .integer({ min: 1, max: nodesMax })
  .chain((size) => {
    const node = fc.nat({ max: size - 1 });
    return fc.record({
      nodes: fc.array(
        fc.record({
          look: fc.nat({ max: 2 }),
          wrong: fc.boolean(),
          outcome: fc.nat({ max: 1 }),
          edges: fc.array(fc.record({ to: node, fault: fc.boolean() }), { maxLength: 3 }),
        }),
        { minLength: size, maxLength: size },
      ),
      starts: fc.uniqueArray(node, { minLength: 1, maxLength: 2 }),
    });
  });

const findings = (trial: Trial<Toy, Step>) => {
  const { violations, exercised, complete } = exhaustive(trial);
  return {
    complete,
    violations: violations.map(({ property, cause }) => `${property}: ${cause}`).sort(),
    exercised: Object.keys(exercised).filter((id) => exercised[id] > 0),
  };
};

describe('a search by parts', () => {
  it('finds what a search of the whole machine finds, whatever graph the source goes round', () => {
    fc.assert(
      fc.property(toys, ({ nodes, starts }) => {
        const trial = toyTrial(nodes, starts);
        expect(findings(trial)).toEqual(findings({ ...trial, division: undefined }));
      }),
      { seed: 17, numRuns: 3000 },
    );
  });

  it('tells its findings in steps of the whole machine', () => {
    fc.assert(
      fc.property(toys, ({ nodes, starts: [start] }) => {
        const trial = toyTrial(nodes, [start]);
        for (const { property, cause, schedule, states } of exhaustive(trial).violations) {
          const last = replay(trial.machine, schedule).at(-1)?.after ?? trial.machine.init;
          expect(trial.properties.find(({ id }) => id === property)?.violation(last)?.cause).toBe(cause);
          expect(states).toBe(schedule.length + 1);
        }
      }),
      { seed: 17, numRuns: 1000 },
    );
  });
});
