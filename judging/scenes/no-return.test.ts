import { describe, expect, test } from 'vitest';
import { CLAIM_STATES_MAX } from '../../properties/claims/claims.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { judgeClaims } from '../claims.ts';
import { judgeHazards } from '../hazards.ts';
import { fakeHost } from '../testing/fake-host.ts';
import { WholeGraph } from './testing/backward-sweep.ts';

/** Every story of all claims and of more hazards where this is set: `npm run sweep`. */
const isDeep = process.env.KAFKA_TRIAL_SWEEP !== undefined;

const SOME_CLAIMS = ['2.2-acks-1', '4-read-committed'];
const SOME_HAZARDS = ['A02', 'B10', 'B19'];
const MORE_HAZARDS = ['A01', 'A03', 'A05', 'A12', 'B01', 'B02', 'C01', 'C13'];

describe('the point of no return is that of a backward sweep over the whole graph', () => {
  test('in every story of the claims', { timeout: 300_000 }, async () => {
    const { claims } = await judgeClaims({ seed: 'sweep', ...(isDeep ? {} : { only: SOME_CLAIMS }) }, fakeHost());
    const told = claims.flatMap(({ id: claim, trials }) =>
      trials.flatMap(({ setup, guarantees }) =>
        guarantees.flatMap(({ id, causes = [], scenes = [] }) =>
          causes.map(({ setup: own = setup, schedule, cause }, index) => {
            const expected = graphOf(own).noReturn(id, schedule);
            return { claim, id, cause, expected, noReturn: scenes[index].noReturn };
          }),
        ),
      ),
    );
    expect(told.length).toBeGreaterThan(isDeep ? 100 : 3);
    expect(told.filter(({ expected, noReturn }) => expected !== noReturn)).toEqual([]);
  });

  test('in the stories of hazards', { timeout: 300_000 }, async () => {
    const only = [...SOME_HAZARDS, ...(isDeep ? MORE_HAZARDS : [])];
    const { hazards } = await judgeHazards({ seed: 'sweep', runs: 1, only }, fakeHost());
    const told = hazards.map(({ id, guarantee, setup, counterexample, scene }) => {
      const graph = graphOf(counterexample?.setup ?? setup);
      return { id, expected: graph.noReturn(guarantee, counterexample?.schedule ?? []), noReturn: scene?.noReturn };
    });
    expect(told.filter(({ expected }) => expected === undefined)).toEqual([]);
    expect(told.filter(({ expected, noReturn }) => expected !== noReturn)).toEqual([]);
  });
});

let last: { readonly setup: string; readonly graph: WholeGraph } | undefined;

/** The stories of a trial follow one another in the same setup. */
function graphOf(spelled: Readonly<Record<string, unknown>>): WholeGraph {
  const setup = JSON.stringify(spelled);
  if (last?.setup !== setup) last = { setup, graph: new WholeGraph(setupOf(spelled, 'sweep'), CLAIM_STATES_MAX) };
  return last.graph;
}
