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
  return conclusionOf(world, { ...state.producers[0], ...fields }, sent, ending);
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
  it('leaves an idempotent producer to find out what was stored, unless it is at that already', () => {
    expect(concluded('expired', {}, batch(0))).toMatchObject({ told: 'failed', client: { unresolved: 'given-up' } });
    const already = concluded('expired', {}, batch(0), { unresolved: 'out-of-order' });
    expect(already.client.unresolved).toBe('out-of-order');
    expect(concluded('expired', unnumbered(), plain())).toMatchObject({ told: 'failed', client: { unresolved: 'no' } });
  });

  it('gives its number back with a client that takes it for never written', () => {
    const { client, told } = concluded('expired', { client: { burnsIndefiniteSequences: false } }, batch(0), {
      sequences: [1, 0],
    });
    expect([told, client.sequences, client.unresolved]).toEqual(['failed', [0, 0], 'no']);
  });

  it('has its transaction aborted, and before KIP-360 ended its client', () => {
    const sent = batch(0, { transaction: 0 });
    expect(concluded('expired', transactional(), sent)).toMatchObject({
      told: 'nothing',
      client: { transactionState: 'must-abort', unresolved: 'given-up' },
    });
    expect(concluded('expired', transactional({ kafka: '2.4' }), sent).told).toBe('fatal');
  });

  it('costs the epoch where the record was refused for good', () => {
    expect(concluded('invalid-record', {}, batch(0))).toMatchObject({
      told: 'failed',
      client: { epoch: 1, unresolved: 'no' },
    });
  });
});

it('a batch that is acknowledged is known to be stored', () => {
  expect(concluded('none', {}, batch(0))).toMatchObject({ told: 'acknowledged', client: { acknowledged: [0, -1] } });
});
