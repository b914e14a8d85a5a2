import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../../setups/input.ts';
import { small, story, transactional } from '../../testing/story.ts';
import { type Ending, fateOf } from './fate.ts';
import type { Producer } from './producer.ts';
import { batch } from './testing/batches.ts';

/** What becomes of the batch with sequence 2, of which 0 was acknowledged. */
function fate(ending: Ending, draft: SetupDraft = {}, fields: Partial<Producer> = {}, reset = false) {
  const { world, state } = story(small(draft));
  const client = { ...state.producers[0], acknowledged: [0], ...fields };
  const batch = { value: 2, partition: 0, producerId: 0, epoch: 0, sequence: 2, incarnation: 0, failures: 0 };
  return fateOf(world, client, { ...batch, transaction: -1 }, ending, reset);
}

const unnumbered = { producer: { 'enable.idempotence': false } };

describe('the fate of a batch', () => {
  it('is another try where the error may pass', () => {
    const passing = ['disconnected', 'not-leader', 'not-enough-replicas', 'concurrent-transactions'] as const;
    expect(passing.map((ending) => fate(ending))).toEqual(passing.map(() => 'retried'));
  });

  it('is final where nothing can change', () => {
    const final = ['invalid-producer-epoch', 'invalid-transaction-state', 'invalid-record'] as const;
    expect(final.map((ending) => fate(ending, unnumbered))).toEqual(final.map(() => 'failed'));
    expect([fate('none'), fate('expired')]).toEqual(['acknowledged', 'given-up']);
  });
});

it('UNKNOWN_PRODUCER_ID costs the epoch since KIP-360, and before it the partition was numbered from zero', () => {
  const before = { kafka: '2.4', producer: { 'enable.idempotence': true, acks: 'all' } } as const;
  expect([fate('unknown-producer-id'), fate('unknown-producer-id', before)]).toEqual([
    'retried-in-new-epoch',
    'retried-from-zero',
  ]);
});

it('UNKNOWN_PRODUCER_ID is fatal to librdkafka where the record was tried before', () => {
  const { world, state } = story(small({ client: { goesOnOutOfOrder: false } }));
  const tried = (failures: number) =>
    fateOf(world, state.producers[0], { ...batch(0), failures }, 'unknown-producer-id', false);
  expect([tried(0), tried(1)]).toEqual(['retried-in-new-epoch', 'fatal']);
});

describe('a record that is refused for good', () => {
  it('costs an idempotent producer its epoch since KIP-360', () => {
    expect(fate('invalid-record')).toBe('failed-with-new-epoch');
    expect(fate('invalid-record', { kafka: '2.4', producer: { 'enable.idempotence': true, acks: 'all' } })).toBe(
      'given-up',
    );
  });

  it('costs no other producer its epoch, nor one that waits for the batches before (KAFKA-14034)', () => {
    expect(fate('invalid-record', unnumbered)).toBe('failed');
    expect(fate('invalid-record', transactional())).toBe('failed');
    expect(fate('invalid-record', { protocol: { bumpWaitsForEarlierBatches: true } })).toBe('given-up');
  });
});

describe('OUT_OF_ORDER_SEQUENCE_NUMBER', () => {
  const next = { acknowledged: [1] };

  it('is a gap that the batches before will fill, unless this one is next', () => {
    expect([fate('out-of-order-sequence'), fate('out-of-order-sequence', {}, next)]).toEqual([
      'retried',
      'retried-in-new-epoch',
    ]);
  });

  it('is a gap that nobody fills at the batch after the one that was given up', () => {
    const after = (unresolved: number) => fate('out-of-order-sequence', {}, { unresolved: [unresolved] });
    expect([after(2), after(1), after(3)]).toEqual(['retried-in-new-epoch', 'retried', 'retried']);
  });

  it('says nothing of a batch that was numbered anew meanwhile', () => {
    expect(fate('out-of-order-sequence', {}, next, true)).toBe('retried');
    expect(fate('unknown-producer-id', {}, {}, true)).toBe('retried');
  });

  it('makes a transaction one that can only be aborted, or costs librdkafka what came before', () => {
    expect(fate('out-of-order-sequence', transactional(), next)).toBe('failed');
    expect(fate('out-of-order-sequence', transactional())).toBe('retried');
    const goesOn = { client: { abortsOnOutOfOrder: false } };
    expect(fate('out-of-order-sequence', transactional(goesOn))).toBe('retried-after-initialising');
    expect(fate('out-of-order-sequence', goesOn)).toBe('retried');
  });

  it('is fatal to an idempotent producer of librdkafka at the head of the line, and costs its epoch behind it', () => {
    const librdkafka = { client: { library: 'librdkafka' }, producer: { 'enable.idempotence': true } } as const;
    expect([fate('out-of-order-sequence', librdkafka), fate('out-of-order-sequence', librdkafka, next)]).toEqual([
      'retried-in-new-epoch',
      'fatal',
    ]);
    // Number 2 is answered as stored already.
    expect(fate('out-of-order-sequence', librdkafka, { acknowledged: [2] })).toBe('fatal');
    expect(fate('out-of-order-sequence', transactional(librdkafka), next)).toBe('failed');
  });

  it('is final for sends that share their numbers', () => {
    expect(fate('out-of-order-sequence', { client: { numbersSendsAtomically: false } })).toBe('failed');
  });
});
