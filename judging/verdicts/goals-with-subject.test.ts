import { expect, it } from 'vitest';
import { FAULT_KINDS } from '../../model/faults/fault-kinds.ts';
import { GOALS } from '../../properties/goals.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { goalsWithSubject } from './goals-with-subject.ts';

const coverage = { actions: {}, goals: Object.fromEntries(GOALS.map(({ id }) => [id, 0])) };
const told = (draft: SetupDraft): string[] => Object.keys(goalsWithSubject(setupOf(draft), coverage).goals);

const ONE_BROKER: SetupDraft = { cluster: { brokers: 1 } };

it('a goal of a subsystem that the setup does not have is not told as never reached', () => {
  const plain = told({ producer: { acks: '1' } });
  expect(plain).toContain('crash between processing and commit');
  expect(plain.join()).not.toMatch(/transaction|marker|stable offset|deduplicated|truncation/);
});

it('with transactions, idempotence, replicas and every fault every goal is told', () => {
  const faults = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, 1]));
  const all = told({ topic: { 'replication.factor': 2 }, producer: { 'transactional.id': 'writer' }, faults });
  expect(all).toEqual(GOALS.map(({ id }) => id));
});

it.each<[string, SetupDraft, string[]]>([
  ['no fault', { faults: {} }, []],
  ['one of rebalances', { faults: { rebalance: 1 } }, ['zombie commit refused']],
  [
    'one of consumers',
    { faults: { 'consumer.crash': 1 } },
    ['crash between processing and commit', 'crash between commit and processing', 'zombie commit refused'],
  ],
  [
    'one of consumers that are in no group',
    { faults: { 'consumer.crash': 1 }, application: { subscription: 'assign' } },
    ['crash between processing and commit', 'crash between commit and processing'],
  ],
  [
    'one of producers',
    { faults: { 'producer.crash': 1 } },
    [
      'retry after a lost response deduplicated',
      'send given up',
      'send refused',
      'send forgotten in a crash',
      'send lost unflushed in a crash',
    ],
  ],
  [
    'one of responses, in a transform, whose input nobody sends',
    { faults: { 'response.lost': 1 }, application: { shape: 'transform' } },
    ['retry after a lost response deduplicated'],
  ],
])('a goal that needs a fault is told where it is allowed: %s', (_what, draft, goals) => {
  expect(told({ ...ONE_BROKER, ...draft })).toEqual(goals);
});

it('what was reached is told in any case', () => {
  const reached = { actions: {}, goals: { 'read blocked at the last stable offset': 3 } };
  expect(goalsWithSubject(setupOf({}), reached)).toEqual(reached);
});
