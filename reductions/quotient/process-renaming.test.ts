import { expect, it } from 'vitest';
import { withParts } from '../../model/rewriting.ts';
import type { ClusterState } from '../../model/state.ts';
import { clusterTrial } from '../../properties/trial.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { commitOnTheWay, orphaned } from '../testing/changes.ts';
import { TRANSFORMING } from '../testing/small-worlds.ts';
import { stateSpaceOf } from '../testing/state-space.ts';
import { processesSwapped } from './process-renaming.ts';

const { world, machine, ...trial } = clusterTrial(setupOf(TRANSFORMING['a transform: a lost connection'].draft));
const { states } = stateSpaceOf({ machine, ...trial });
const parts = processesSwapped(world);
const withProcessesSwapped = (state: ClusterState): ClusterState => withParts(state, parts);
const wordOf = (state: (typeof states)[number]): string => Object.values(machine.fingerprint(state)).join();

it('processes that change their slots twice are where they were', () => {
  for (const state of states) expect(withProcessesSwapped(withProcessesSwapped(state))).toEqual(state);
});

it('what is done and then renamed is what the renamed do', () => {
  expect(wordOf(withProcessesSwapped(machine.init))).toBe(wordOf(machine.init));
  for (const state of states) {
    const renamed = withProcessesSwapped(state);
    const after = machine.enabled(state).map((action) => wordOf(withProcessesSwapped(machine.next(state, action))));
    expect(
      machine
        .enabled(renamed)
        .map((action) => wordOf(machine.next(renamed, action)))
        .sort(),
    ).toEqual(after.sort());
  }
});

it('a commit on its way is of the other member, too', () => {
  const state = orphaned(commitOnTheWay(0), commitOnTheWay(1))(machine.init);
  expect(withProcessesSwapped(state).orphanedRequests).toEqual([commitOnTheWay(1), commitOnTheWay(0)]);
});
