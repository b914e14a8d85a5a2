import { describe, expect, it } from 'vitest';
import { restless } from '../explorers/restless.ts';
import type { FaultKind } from '../model/faults/fault-kinds.ts';
import { type SetupDraft, setupInput } from '../setups/input.ts';
import { resolveSetup } from '../setups/resolve/resolve.ts';
import { clusterTrial } from './trial.ts';

/** More states than any setup here has. */
const STATES_MAX = 20_000;

/**
 * How many states of a setup no run comes to rest from, with whatever faults have happened and no more of them. What is
 * judged at rest is never judged behind those.
 */
function restlessIn(draft: SetupDraft): { readonly states: number; readonly noted: boolean } {
  const { setup, notes } = resolveSetup(setupInput(draft));
  const found = restless(clusterTrial(setup), { statesMax: STATES_MAX });
  expect(found).not.toBeUndefined();
  return { states: found?.states ?? 0, noted: notes.join().includes('is tried for ever') };
}

const small = (application: SetupDraft['application'], fault: FaultKind, more: SetupDraft = {}): SetupDraft => ({
  kafka: '4.3',
  cluster: { brokers: 1 },
  consumer: { 'enable.auto.commit': false, 'auto.offset.reset': 'earliest', 'isolation.level': 'read_committed' },
  application,
  faults: { [fault]: 1 },
  scope: { records: 1, members: 1 },
  ...more,
});

const TRANSFORM = { shape: 'transform' } as const;
const TRANSACTION = { ...TRANSFORM, commit: 'transaction' } as const;

describe('every run can come to rest', () => {
  it.each<[string, SetupDraft]>([
    ['a record that is refused, and sent again', small({ 'on.send.failure': 'resend' }, 'request.refused')],
    ['an output that is refused, where nobody waits', small({ ...TRANSFORM, processing: 'async' }, 'request.refused')],
    [
      'an output that is refused, whose input was committed before',
      small({ ...TRANSFORM, commit: 'before-processing' }, 'request.refused'),
    ],
    [
      'an output that is refused, behind which the loop reads on',
      small({ ...TRANSACTION, 'rewind.on.abort': false }, 'request.refused'),
    ],
    ['a transaction whose process dies', small(TRANSACTION, 'consumer.crash')],
    ['a transaction whose connection breaks', small(TRANSACTION, 'connection.lost')],
    ['a handler that fails and is tried again', small({ 'on.processing.failure': 'retry' }, 'processing.failed')],
    ['a batch that is overtaken', small({}, 'topic.created', { scope: { records: 2, members: 1 } })],
    ['a dead letter that is refused', small({ 'on.processing.failure': 'dead-letter' }, 'request.refused')],
    [
      'a cooperative rebalance of two',
      small({}, 'rebalance', {
        consumer: { 'enable.auto.commit': true, 'partition.assignment.strategy': 'cooperative' },
        scope: { records: 1, members: 2 },
      }),
    ],
    [
      'a rebalance of KIP-848',
      small({}, 'rebalance', {
        consumer: { 'enable.auto.commit': false, 'group.protocol': 'consumer' },
        scope: { records: 1, members: 2 },
      }),
    ],
  ])('with %s', (_, draft) => {
    expect(restlessIn(draft)).toEqual({ states: 0, noted: false });
  });
});

/** RecordTooLargeException and its like are for good: the transaction is aborted, and its input read again. */
describe('an output that is refused for good is tried for ever, and that is said', () => {
  it.each<[string, SetupDraft]>([
    ['in a transaction', small(TRANSACTION, 'request.refused')],
    ['in a transaction, asynchronously', small({ ...TRANSACTION, processing: 'async' }, 'request.refused')],
    ['by a loop that waits for its sends', small(TRANSFORM, 'request.refused')],
    [
      'by a loop that sends again',
      small({ ...TRANSFORM, commit: 'before-processing', 'on.send.failure': 'resend' }, 'request.refused'),
    ],
    // The second batch has overtaken the first (KAFKA-15591), which is out of order from then on.
    [
      'or a batch by a client that gives none up',
      small({}, 'topic.created', { client: { givesUpOnTime: false }, scope: { records: 2, members: 1 } }),
    ],
  ])('%s', (_, draft) => {
    const { states, noted } = restlessIn(draft);
    expect(states).toBeGreaterThan(0);
    expect(noted).toBe(true);
  });
});
