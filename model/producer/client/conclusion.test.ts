import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../../setups/input.ts';
import type { Batch } from '../../network/requests/request.ts';
import { small, story, transactional } from '../../testing/story.ts';
import { conclusionOf } from './conclusion.ts';
import type { Ending } from './fate.ts';
import type { Producer } from './producer.ts';
import { batch } from './testing/batches.ts';

function concluded(ending: Ending, draft: SetupDraft, sent: Batch, fields: Partial<Producer> = {}) {
  const { world, state } = story(small({ topic: { partitions: 2 }, ...draft }));
  return conclusionOf(world, { ...state.producers[0], ...fields }, sent, ending, false);
}

const unnumbered = (producer: object = {}): SetupDraft => ({ producer: { 'enable.idempotence': false, ...producer } });
const plain = (failures = 0): Batch => batch(-1, { value: 0, producerId: -1, failures });

describe('a batch that may be tried again', () => {
  const queued = (draft: SetupDraft, sent: Batch, fields: Partial<Producer> = {}) =>
    concluded('disconnected', draft, sent, fields).client.queue.map(({ partition, sequence }) => [partition, sequence]);

  it('waits in the order of sequences, and of partitions where they are the same', () => {
    const queue = [batch(2), batch(4, { partition: 1 })];
    expect(queued({}, batch(3), { queue })).toEqual([
      [0, 2],
      [0, 3],
      [1, 4],
    ]);
    expect(queued({}, batch(4), { queue })).toEqual([
      [0, 2],
      [0, 4],
      [1, 4],
    ]);
  });

  it('goes to the front without sequences', () => {
    const { queue } = concluded('disconnected', unnumbered(), plain(), { queue: [{ ...plain(), value: 1 }] }).client;
    expect(queue.map(({ value }) => value)).toEqual([0, 1]);
  });

  it('is tried as often as its retries allow', () => {
    const tried = (retries: number, failures: number) => {
      const { client, told } = concluded('disconnected', unnumbered({ retries }), plain(failures));
      return [told, client.queue.map((waiting) => waiting.failures)];
    };
    expect(tried(1, 0)).toEqual(['nothing', [1]]);
    expect(tried(1, 1)).toEqual(['failed', []]);
    expect(tried(0, 0)).toEqual(['failed', []]);
  });

  it('is counted no further than the scope has attempts, and not at all where no limit depends on it', () => {
    const without = { ...unnumbered(), scope: { attempts: 1 } };
    expect(concluded('disconnected', without, plain(1)).told).toBe('nothing');
    expect(concluded('disconnected', without, plain(2)).told).toBe('failed');
    expect(concluded('disconnected', {}, batch(0, { failures: 0 })).client.queue[0].failures).toBe(0);
  });

  it('is none with acks=0, whose future was completed when it was sent', () => {
    const { client, told } = concluded('disconnected', unnumbered({ acks: '0' }), plain());
    expect([told, client.queue]).toEqual(['nothing', []]);
  });
});

describe('a batch that is given up', () => {
  it('leaves an idempotent producer to find out what its partition has stored, up to the last one that is given up', () => {
    expect(concluded('expired', {}, batch(0))).toMatchObject({ told: 'failed', client: { unresolved: [1, -1] } });
    const already = concluded('expired', {}, batch(0), { unresolved: [3, 4] });
    expect(already.client.unresolved).toEqual([3, 4]);
    expect(concluded('expired', unnumbered(), plain()).client.unresolved).toEqual([-1, -1]);
  });

  it('gives its number back with a client that takes it for never written', () => {
    const { client, told } = concluded('expired', { client: { burnsIndefiniteSequences: false } }, batch(0), {
      sequences: [1, 0],
    });
    expect([told, client.sequences, client.unresolved]).toEqual(['failed', [0, 0], [-1, -1]]);
  });

  it('has its transaction aborted, and before KIP-360 ended its client', () => {
    const sent = batch(0, { transaction: 0 });
    expect(concluded('expired', transactional(), sent)).toMatchObject({
      told: 'nothing',
      client: { transactionState: 'must-abort', epochDue: true },
    });
    expect(concluded('expired', transactional({ kafka: '2.4' }), sent).told).toBe('fatal');
  });

  it('costs the epoch where the record was refused for good', () => {
    expect(concluded('invalid-record', {}, batch(0))).toMatchObject({
      told: 'failed',
      client: { epoch: 1, unresolved: [-1, -1] },
    });
  });

  it('once its retries are used up leaves its sequence behind, which only the next batch finds out', () => {
    const once = { producer: { retries: 1 } };
    const after = (ending: Ending, draft: SetupDraft = once) => {
      const { client, told } = concluded(ending, draft, batch(0, { failures: 1 }), { sequences: [1, 0] });
      return [told, client.epoch, client.sequences, client.unresolved];
    };
    for (const ending of ['disconnected', 'invalid-record'] as const) {
      expect(after(ending)).toEqual(['failed', 0, [1, 0], [-1, -1]]);
    }
    expect(after('out-of-order-sequence')).toEqual(['failed', 1, [0, 0], [-1, -1]]);
    // More tries than the scope has are delivery.timeout.ms instead.
    expect(
      concluded('disconnected', { producer: { retries: 9 } }, batch(0, { failures: 3 })).client.unresolved,
    ).toEqual([1, -1]);
  });
});

it('a batch that is acknowledged is known to be stored', () => {
  expect(concluded('none', {}, batch(0))).toMatchObject({ told: 'acknowledged', client: { acknowledged: [0, -1] } });
});
