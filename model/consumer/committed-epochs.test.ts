import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { processedBy } from '../testing/looking.ts';
import { small, type Story, story } from '../testing/story.ts';

/**
 * Two records are processed and committed by auto-commit, a power failure takes the last one, and the group rebalances: its
 * next owner starts behind the end of the log.
 */
const cutShort = ({ consumer, application, ...draft }: SetupDraft = {}): Story =>
  story(
    small({
      cluster: { brokers: 2 },
      topic: { 'replication.factor': 1, 'min.insync.replicas': 1 },
      producer: { acks: '1', 'enable.idempotence': false },
      broker: { 'offsets.topic.replication.factor': 2 },
      ...draft,
      consumer: { 'enable.auto.commit': true, ...consumer },
      application: { commit: 'auto', ...application },
      faults: { 'broker.power-loss': 1, rebalance: 1 },
      scope: { records: 2, members: 1 },
    }),
  )
    .repeats('producer.send', 'broker.produce', 'producer.receive')
    .does('group.complete', { shift: 0 })
    .repeats('consumer.sync')
    .does('consumer.poll')
    .repeats('consumer.process')
    .does('rebalance')
    .does('consumer.join')
    .does('broker.power-loss', { broker: 0, keeps: 1 });

describe('a member that starts at an offset of which brokers have lost the record before', () => {
  it('goes back to where the logs part, by the leader epoch that an automatic commit names', () => {
    expect(processedBy(cutShort().settles())).toEqual([0, 1]);
  });

  it('is out of range and reset, before KIP-320 and with clients that start at the offset alone', () => {
    expect(processedBy(cutShort({ protocol: { consumerValidatesEpoch: false } }).settles())).toEqual([0, 0, 1]);
    expect(processedBy(cutShort({ client: { startsAtCommittedEpoch: false } }).settles())).toEqual([0, 0, 1]);
  });
});
