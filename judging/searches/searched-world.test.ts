import { expect, it } from 'vitest';
import { clusterTrial } from '../../properties/trial.ts';
import { ALL_REDUCTIONS, NO_REDUCTIONS } from '../../reductions/reduced.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { searchedWorld } from './searched-world.ts';

const worldOf = (draft: SetupDraft) => clusterTrial(setupOf(draft)).world;
const transform: SetupDraft = {
  kafka: '4.1',
  consumer: { 'auto.offset.reset': 'earliest', 'enable.auto.commit': false },
  application: { shape: 'transform', commit: 'transaction' },
};
const replicated: SetupDraft = { topic: { 'replication.factor': 3 } };

it('merges the steps of a transform, as long as it may leave out the order of those that commute', () => {
  expect(searchedWorld(worldOf(transform), ALL_REDUCTIONS)).toMatchObject({ mergesSteps: true });
  expect(searchedWorld(worldOf(transform), NO_REDUCTIONS)).toMatchObject({ mergesSteps: false });
  expect(searchedWorld(worldOf({}), ALL_REDUCTIONS)).toMatchObject({ mergesSteps: false });
});

it('has followers that may lag where there are any, and the scope allows it', () => {
  const canLag = [{}, replicated, { ...replicated, scope: { lags: 0 } }].map(
    (draft) => searchedWorld(worldOf(draft), ALL_REDUCTIONS).canLag,
  );
  expect(canLag).toEqual([false, true, false]);
});
