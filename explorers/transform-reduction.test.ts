import { describe, expect, it } from 'vitest';
import type { Action } from '../model/action.ts';
import type { SetupDraft } from '../model/config/input.ts';
import { setupOf } from '../model/config/resolve.ts';
import type { Machine } from '../model/machine.ts';
import { canonicalTransform } from '../model/reduction/transform-canonical.ts';
import { commutingTransform } from '../model/reduction/transform-commuting.ts';
import type { ClusterState } from '../model/state.ts';
import { replicated, transforming } from '../model/testing/story.ts';
import { clusterTrial } from '../properties/trial.ts';
import { FingerprintSet } from './fingerprintset.ts';
import { isAtRest } from './judge.ts';

const external = (draft: SetupDraft): SetupDraft =>
  transforming({
    downstream: { 'isolation.level': 'read_uncommitted' },
    ...draft,
    application: { effect: 'external', ...draft.application },
  });

/** Scopes small enough to be searched as they are. */
const scopes: Readonly<Record<string, SetupDraft>> = {
  'a rebalance and a lost response': external({
    faults: { rebalance: 1, 'response.lost': 1 },
    scope: { members: 2 },
  }),
  'a rebalance and a lost connection': external({
    faults: { rebalance: 1, 'connection.lost': 1 },
    scope: { members: 2 },
  }),
  'a crash of one of two members': external({ faults: { 'consumer.crash': 1 }, scope: { members: 2 } }),
  'a broker that crashes': external(replicated(2, 1, { faults: { 'broker.crash': 1 } })),
  'no rewind after an abort': external({
    application: { 'rewind.on.abort': false },
    faults: { 'response.lost': 1, 'request.lost': 1 },
    scope: { members: 2 },
  }),
  'a stall, and no rewind after the abort that it leads to': external({
    application: { 'rewind.on.abort': false },
    faults: { 'consumer.stall': 1 },
    scope: { members: 2 },
  }),
  'offsets that nobody fences': external({
    protocol: { transactionalOffsetsFencedByGeneration: false },
    faults: { rebalance: 1 },
    scope: { members: 2 },
  }),
};

describe.each(Object.entries(scopes))('%s', (_name, draft) => {
  const trial = clusterTrial(setupOf(draft));
  const whole = search(trial.machine, trial);

  it('has the same verdicts when commuting steps are taken in one order', () => {
    expect(search(commutingTransform({ ...trial.machine, world: trial.world }), trial).verdicts).toEqual(
      whole.verdicts,
    );
  });

  it('has the same verdicts when states that behave the same are taken for one', () => {
    const machine = canonicalTransform({ ...trial.machine, world: trial.world });
    expect(search(commutingTransform(machine), trial).verdicts).toEqual(whole.verdicts);
    expect(search(machine, trial).verdicts).toEqual(whole.verdicts);
  });
});

/** Every verdict in a scope, from every part of its fault budget. */
function search(machine: Machine<ClusterState, Action>, trial: ReturnType<typeof clusterTrial>) {
  const seen = new FingerprintSet();
  const verdicts = new Set<string>();
  const queue: ClusterState[] = partsOf(machine.init.budget).map((budget) => ({ ...machine.init, budget }));
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    const actions = machine.enabled(state);
    const rests = isAtRest(actions, trial.isFault);
    for (const property of trial.properties) {
      const cause = property.kind === 'always' || rests ? property.violation(state) : null;
      if (cause !== null) verdicts.add(`${property.id}: ${cause}`);
    }
    for (const action of actions) {
      const after = machine.next(state, action);
      if (seen.add(machine.fingerprint(after))) queue.push(after);
    }
  }
  return { verdicts: [...verdicts].sort(), distinct: seen.size };
}

const partsOf = (budget: readonly number[]): number[][] =>
  budget.reduce<number[][]>(
    (parts, most) => parts.flatMap((part) => Array.from({ length: most + 1 }, (_, spent) => [...part, spent])),
    [[]],
  );
