import { describe, expect, it } from 'vitest';
import { story, type Story, transforming } from '../testing/story.ts';

/**
 * A KIP-848 consumer without a listener has given its partition up in the middle of a transaction; it and the next owner
 * have sent the outputs of a record and of two, and each has offsets to send.
 */
function beside(): Story {
  const told = story(
    transforming({
      kafka: '4.1',
      consumer: { 'group.protocol': 'consumer' },
      application: { 'rebalance.listener': false },
      faults: { rebalance: 1 },
      scope: { members: 2, records: 2 },
    }),
  )
    .does('group.complete', { shift: 0 })
    .does('consumer.sync', { member: 0 })
    .does('consumer.poll-prefix', { member: 0, records: 1 })
    .does('producer.send', { producer: 0 })
    .does('rebalance')
    .does('group.complete', { shift: 1 })
    .does('consumer.sync', { member: 0 })
    .does('consumer.sync', { member: 1 })
    .does('consumer.poll', { member: 1 })
    .does('producer.send', { producer: 1 });
  told.repeats('broker.produce', 'producer.receive').does('producer.send', { producer: 1 });
  return told.repeats('broker.produce', 'producer.receive');
}

const committed = ({ state }: Story) => state.groups[0].committed;

/** Both have sent their offsets in this order, and their transactions are ended in the other one. */
function ended(first: number, second: number, commits = true): Story {
  const told = beside()
    .does('consumer.send-offsets', { member: first })
    .does('consumer.send-offsets', { member: second });
  for (const producer of [second, first]) {
    told
      .does('producer.end-transaction', { producer, commit: true })
      .does('transaction.write-offsets-marker', { producer });
    if (!commits) return told;
  }
  return told;
}

describe('offsets of two transactions for one partition', () => {
  it('count by when they were sent, and not by when their markers come (KAFKA-5247)', () => {
    expect(committed(ended(0, 1))).toEqual([2]);
    expect(committed(ended(1, 0))).toEqual([1]);
    expect([ended(0, 1), ended(1, 0)].map(({ state }) => state.ledger.commits)).toEqual([[[2]], [[1]]]);
  });

  it('leave nothing behind where one of them counts at once', () => {
    const told = ended(0, 1, false);
    expect(told.state.groups[0].pending).toMatchObject([{ producer: 0, overtaken: { by: 0, partitions: 1 } }]);
    told.does('producer.end-transaction', { producer: 0 }).does('transaction.write-offsets-marker', { producer: 0 });
    expect(told.state.groups[0].pending).toEqual([]);
  });
});
