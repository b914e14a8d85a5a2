import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../model/fingerprint.ts';
import type { Machine } from '../../model/machine.ts';
import type { Trial } from '../../model/property.ts';
import type { Decomposition } from '../../reductions/decomposition.ts';
import type { ReducedTrial } from '../../reductions/reduced-trial.ts';
import { exhaustive } from '../exhaustive.ts';
import { replay } from '../replay.ts';
import type { SearchSubject } from '../search-subject.ts';

/** An environment that goes round a graph, and a component that writes down what it sees when it looks. */
interface Toy {
  readonly at: number;
  readonly seen: string;
}

type Step = { readonly type: 'go'; readonly edge: number; readonly fault: boolean } | { readonly type: 'look' };

/** A state of the environment: its label, whether something is wrong with it, its terminal label, its steps. */
interface Node {
  readonly look: number;
  readonly wrong: boolean;
  readonly terminal: number;
  readonly edges: readonly { readonly to: number; readonly fault: boolean }[];
}

const looksMax = 3;

/** The toy as a whole, and taken apart. */
function toy(
  nodes: readonly Node[],
  starts: readonly number[],
): { readonly whole: ReducedTrial<Toy, Step>; readonly apart: Decomposition<Toy, Step> } {
  const goes = (state: Toy): Step[] =>
    nodes[state.at].edges.map(({ fault }, edge) => ({ type: 'go' as const, edge, fault }));
  // Whether the component looks depends on what it sees: it does not look twice at the same.
  const looks = ({ at, seen }: Toy): Step[] =>
    seen.length < looksMax && !seen.endsWith(String(nodes[at].look)) ? [{ type: 'look' }] : [];
  const initials = starts.map((at) => ({ at, seen: '' }));
  const machine = (enabled: (state: Toy) => Step[]): Machine<Toy, Step> => ({
    init: initials[0],
    enabled,
    next: (state, step) =>
      step.type === 'look'
        ? { ...state, seen: state.seen + String(nodes[state.at].look) }
        : { ...state, at: nodes[state.at].edges[step.edge].to },
    fingerprint,
  });
  const trial: Trial<Toy, Step> = {
    machine: machine((state) => [...goes(state), ...looks(state)]),
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
        exercised: ({ at }) => nodes[at].terminal > 0,
        violation: ({ at, seen }) => ({ cause: `${seen} then ${nodes[at].terminal}` }),
      },
    ],
  };
  return {
    whole: { trial, initials, original: (_initial, steps) => steps },
    apart: {
      trial,
      environment: machine(goes),
      claims: trial.properties,
      component: machine(looks),
      initials: initials.map((state) => ({ environment: state, component: state })),
      join: ({ at }, { seen }) => ({ at, seen }),
      observation: ({ at }) => String(nodes[at].look),
      terminal: ({ at }) => String(nodes[at].terminal),
    },
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
          terminal: fc.nat({ max: 1 }),
          edges: fc.array(fc.record({ to: node, fault: fc.boolean() }), { maxLength: 3 }),
        }),
        { minLength: size, maxLength: size },
      ),
      starts: fc.uniqueArray(node, { minLength: 1, maxLength: 2 }),
    });
  });

const findings = (subject: SearchSubject<Toy, Step>) => {
  const { violations, exercised, complete } = exhaustive(subject);
  return {
    complete,
    violations: violations.map(({ property, cause }) => `${property}: ${cause}`).sort(),
    exercised: Object.keys(exercised).filter((id) => exercised[id] > 0),
  };
};

describe('a compositional search', () => {
  it('finds what a search of the whole machine finds, whatever graph the environment goes round', () => {
    fc.assert(
      fc.property(toys, ({ nodes, starts }) => {
        const { whole, apart } = toy(nodes, starts);
        expect(findings(apart)).toEqual(findings(whole));
      }),
      { seed: 17, numRuns: 3000 },
    );
  });

  it('tells its findings in steps of the whole machine', () => {
    fc.assert(
      fc.property(toys, ({ nodes, starts: [start] }) => {
        const { apart } = toy(nodes, [start]);
        const { trial } = apart;
        for (const { property, cause, schedule, states } of exhaustive(apart).violations) {
          const last = replay(trial.machine, schedule).at(-1)?.after ?? trial.machine.init;
          expect(trial.properties.find(({ id }) => id === property)?.violation(last)?.cause).toBe(cause);
          expect(states).toBe(schedule.length + 1);
        }
      }),
      { seed: 17, numRuns: 1000 },
    );
  });
});
