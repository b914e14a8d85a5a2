import { expect, test } from 'vitest';
import { walkRun } from '../explorers/walk.ts';
import { isAtRest } from '../model/property.ts';
import { trialsOf } from '../properties/claims/claim.ts';
import { CLAIMS } from '../properties/claims/claims.ts';
import { guaranteeOf } from '../properties/guarantee.ts';
import { HAZARDS } from '../properties/hazards/hazards.ts';
import { type ClusterTrial, clusterTrial } from '../properties/trial.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import type { SetupDraft } from '../setups/input.ts';
import { summarise } from './narrator.ts';
import { sentence } from './sentence.ts';

/** Of each setup. */
const runs = 20;

/** What goes wrong in the first state of a run in which it does, and how it is summed up. */
interface Told {
  readonly cause: string;
  readonly summary: string;
}

function* toldIn(trial: ClusterTrial, run: number): Generator<Told> {
  const { world, machine, properties, isFault } = trial;
  const all = [...walkRun(trial, 'completeness', run, { stepsMax: 80, faultWeight: 1 })];
  const known = new Set<string>();
  for (const [index, { after: last }] of all.entries()) {
    const rests = isAtRest(machine.enabled(last), isFault);
    for (const property of properties) {
      const witness = property.kind === 'always' || rests ? property.violation(last) : null;
      if (witness === null || known.has(property.id + witness.cause)) continue;
      known.add(property.id + witness.cause);
      const steps = all.slice(0, index + 1);
      const { text: summary } = summarise(guaranteeOf(property.id), witness, { world, last, steps });
      yield { cause: witness.cause, summary };
    }
  }
}

test('no violation of a hazard or a claim is summed up by its bare cause', () => {
  const drafts = [...HAZARDS.map(({ setup }) => setup), ...CLAIMS.flatMap(trialsOf).map(({ setup }) => setup)];
  const distinct = new Map(drafts.map((draft): [string, SetupDraft] => [JSON.stringify(draft), draft]));
  const causes = new Set<string>();
  const bare = new Set<string>();
  for (const draft of distinct.values()) {
    const trial = clusterTrial(setupOf(draft));
    for (let run = 0; run < runs; run += 1) {
      for (const { cause, summary } of toldIn(trial, run)) {
        causes.add(cause);
        if (summary === sentence(cause)) bare.add(cause);
      }
    }
  }
  expect([...bare]).toEqual([]);
  expect(causes.size).toBeGreaterThanOrEqual(15);
});
