import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../../setups/input.ts';
import type { Batch } from '../../network/requests/request.ts';
import { small, story, transactional } from '../../testing/story.ts';
import { inCurrentEpoch, inNewEpoch, renumbered, resolved, withAcknowledged, withNumberBack } from './numbering.ts';
import type { Producer } from './producer.ts';
import { batch, request } from './testing/batches.ts';

const of = (draft: SetupDraft = {}) => story(small({ topic: { partitions: 2 }, ...draft }));
const { world, state } = of();

const client = (fields: Partial<Producer> = {}): Producer => ({ ...state.producers[0], ...fields });
const numbersOf = (batches: readonly Batch[]) => batches.map(({ epoch, sequence }) => [epoch, sequence]);

describe('an acknowledgement', () => {
  const after = (fields: Partial<Producer>, of: Batch) => withAcknowledged(world, client(fields), of).acknowledged;

  it('raises what is known to be stored, in its partition', () => {
    expect(after({ acknowledged: [-1, 4] }, batch(0))).toEqual([0, 4]);
    expect(after({ acknowledged: [3, 4] }, batch(2))).toEqual([3, 4]);
  });

  it('of a batch of another epoch says nothing', () => {
    const before = client({ epoch: 1, acknowledged: [-1, -1] });
    expect(withAcknowledged(world, before, batch(5))).toBe(before);
  });
});

describe('UNKNOWN_PRODUCER_ID', () => {
  it('has the partition numbered from zero, the refused batch first, then what waits', () => {
    const queue = [batch(5), batch(7, { partition: 1 }), batch(6)];
    const before = client({ queue, sequences: [7, 8], acknowledged: [3, 6] });
    const { client: after, batch: first } = renumbered(before, batch(4), 'retried-from-zero');
    expect(first.sequence).toBe(0);
    expect(after.queue.map(({ sequence }) => sequence)).toEqual([1, 7, 2]);
    expect(after).toMatchObject({ sequences: [3, 8], acknowledged: [-1, 6] });
  });
});

describe('a batch that is taken for never written', () => {
  const after = (fields: Partial<Producer>, of: Batch) => withNumberBack(client(fields), of).sequences;

  it('gives its number back if it was the last one of its epoch and partition', () => {
    expect(after({ sequences: [3, 3] }, batch(2))).toEqual([2, 3]);
    expect(after({ sequences: [3, 3] }, batch(1))).toEqual([3, 3]);
    expect(after({ sequences: [3, 3], epoch: 1 }, batch(2))).toEqual([3, 3]);
  });
});

describe('a batch that was on the wire when a new epoch began', () => {
  it('takes the next number of that', () => {
    const { client: after, batch: numbered } = inCurrentEpoch(world, client({ epoch: 1, sequences: [4, 0] }), batch(9));
    expect([numbersOf([numbered]), after.sequences]).toEqual([[[1, 4]], [5, 0]]);
  });

  it('keeps its own where there is no new one to take', () => {
    const unnumbered = of({ producer: { 'enable.idempotence': false } }).world;
    const inTransactions = of(transactional()).world;
    const old = client({ epoch: 1, sequences: [4, 0] });
    for (const [in_, before] of [
      [unnumbered, old],
      [inTransactions, old],
      [world, client({ sequences: [4, 0] })],
    ] as const) {
      expect(inCurrentEpoch(in_, before, batch(9))).toEqual({ client: before, batch: batch(9) });
    }
  });
});

describe('a batch without an answer', () => {
  const given = (fields: Partial<Producer>) => client({ unresolved: 'given-up', ...fields });

  it('is resolved without a new epoch when everything after it was acknowledged', () => {
    expect(resolved(world, given({ sequences: [2, 1], acknowledged: [1, 0] }))).toMatchObject({
      epoch: 0,
      unresolved: 'no',
      sequences: [2, 1],
    });
  });

  it('begins a new epoch when something is missing in any partition', () => {
    expect(resolved(world, given({ sequences: [2, 1], acknowledged: [1, -1] }))).toMatchObject({
      epoch: 1,
      unresolved: 'no',
      sequences: [0, 0],
      acknowledged: [-1, -1],
    });
  });

  it('waits for what is in flight and what is queued; one that the broker lacks waits for what is in flight alone', () => {
    const missing = { sequences: [2, 0], acknowledged: [-1, -1] };
    for (const waits of [
      given({ ...missing, queue: [batch(1)] }),
      given({ ...missing, inFlight: [request('wire', batch(1))] }),
      client({ ...missing, unresolved: 'out-of-order', inFlight: [request('wire', batch(1))] }),
      client(missing),
    ]) {
      expect(resolved(world, waits)).toBe(waits);
    }
    const next = resolved(world, client({ ...missing, unresolved: 'out-of-order', queue: [batch(1)] }));
    expect([next.epoch, next.unresolved, numbersOf(next.queue)]).toEqual([1, 'no', [[1, 0]]]);
  });

  it('of a transaction waits for its end', () => {
    const waits = given({ sequences: [2, 0], acknowledged: [-1, -1] });
    expect(resolved(of(transactional()).world, waits)).toBe(waits);
  });
});

describe('a new epoch', () => {
  it('numbers what waits from zero in the old order, partition by partition, and not what is on the wire', () => {
    const after = inNewEpoch(
      world,
      client({
        epoch: 3,
        queue: [batch(6, { epoch: 3 }), batch(4, { epoch: 3 }), batch(2, { epoch: 3, partition: 1 })],
        inFlight: [request('wire', batch(7, { epoch: 3 })), request('reply', batch(5, { epoch: 3 }))],
        sequences: [8, 3],
        acknowledged: [3, 1],
        unresolved: 'given-up',
      }),
    );
    expect(numbersOf(after.queue)).toEqual([
      [4, 2],
      [4, 0],
      [4, 0],
    ]);
    expect(numbersOf(after.inFlight.map((one) => one.batch))).toEqual([
      [3, 7],
      [4, 1],
    ]);
    expect(after).toMatchObject({ epoch: 4, sequences: [3, 1], acknowledged: [-1, -1], unresolved: 'no' });
  });
});
