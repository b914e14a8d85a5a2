import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../../setups/input.ts';
import type { Batch } from '../../network/requests/request.ts';
import { small, story, transactional } from '../../testing/story.ts';
import { numbered } from '../../network/requests/connection.ts';
import { EMPTY, singleton } from '../../sets.ts';
import { inNewEpoch, renumbered, resolved, withAcknowledged, withNumberBack } from './numbering.ts';
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

describe('a batch without an answer', () => {
  const given = (fields: Partial<Producer>) => client({ unresolved: [1, -1], ...fields });

  it('is resolved without a new epoch when everything after it was acknowledged', () => {
    expect(resolved(world, given({ sequences: [2, 1], acknowledged: [1, -1] }))).toMatchObject({
      epoch: 0,
      unresolved: [-1, -1],
      sequences: [2, 1],
    });
  });

  it('begins a new epoch when something is missing in its partition', () => {
    expect(resolved(world, given({ sequences: [2, 1], acknowledged: [0, 0] }))).toMatchObject({
      epoch: 1,
      unresolved: [-1, -1],
      sequences: [0, 0],
      acknowledged: [-1, -1],
    });
  });

  it('waits for whatever else of its partition is in flight or queued', () => {
    const missing = { sequences: [2, 0], acknowledged: [-1, -1] };
    for (const waits of [
      given({ ...missing, queue: [batch(1)] }),
      given({ ...missing, inFlight: [request('wire', batch(1))] }),
      client(missing),
    ]) {
      expect(resolved(world, waits)).toBe(waits);
    }
    const elsewhere = { inFlight: [request('wire', batch(0, { partition: 1 }))], sequences: [2, 1] };
    expect(resolved(world, given({ ...missing, ...elsewhere }))).toMatchObject({ epoch: 1, sequences: [0, 1] });
  });

  it('of a transaction waits for its end', () => {
    const waits = given({ sequences: [2, 0], acknowledged: [-1, -1] });
    expect(resolved(of(transactional()).world, waits)).toBe(waits);
  });
});

describe('a new epoch', () => {
  const before = client({
    epoch: 3,
    queue: [batch(6, { epoch: 3 }), batch(4, { epoch: 3 }), batch(2, { epoch: 3, partition: 1 })],
    inFlight: [request('wire', batch(7, { epoch: 3 })), request('reply', batch(5, { epoch: 3 }))],
    sequences: [8, 3],
    acknowledged: [3, 1],
    unresolved: [5, 9],
  });
  const after = inNewEpoch(world, before, singleton(0));

  it('numbers what is not answered from zero in the old order, in the partition that it is about', () => {
    expect(numbersOf(after.queue)).toEqual([
      [4, 2],
      [4, 0],
      [3, 2],
    ]);
    expect(numbersOf(after.inFlight.map(numbered))).toEqual([
      [4, 3],
      [4, 1],
    ]);
    expect(after).toMatchObject({ epoch: 4, sequences: [4, 3], acknowledged: [-1, 1], unresolved: [-1, 9] });
  });

  it('changes nothing about what was sent', () => {
    expect(after.inFlight.map((one) => one.batch)).toEqual(before.inFlight.map((one) => one.batch));
  });

  it('begins in another partition once what was sent there in the old one is answered', () => {
    expect(after.stale).toBe(singleton(1));
    const { stale, sequences, acknowledged } = resolved(world, { ...after, queue: [], unresolved: [-1, -1] });
    expect([stale, sequences, acknowledged]).toEqual([EMPTY, [4, 0], [-1, -1]]);
  });

  it('begins at once in a partition where everything was answered', () => {
    const { sequences, stale } = inNewEpoch(world, client({ sequences: [2, 5], acknowledged: [0, 4] }), singleton(0));
    expect([sequences, stale]).toEqual([[0, 0], EMPTY]);
  });

  it('before KIP-360 was a new producer id, for every partition', () => {
    const old = of({ kafka: '2.4', producer: { 'enable.idempotence': true, acks: 'all' } }).world;
    const { queue, stale } = inNewEpoch(old, before, singleton(0));
    expect([numbersOf(queue), stale]).toEqual([
      [
        [4, 2],
        [4, 0],
        [4, 0],
      ],
      EMPTY,
    ]);
  });
});
