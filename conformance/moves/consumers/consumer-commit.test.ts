import { describe, expect, it } from 'vitest';
import { polled, type Story } from '../../../model/testing/story.ts';
import type { SetupDraft } from '../../../setups/input.ts';
import { ClientError } from '../../clients/client-error.ts';
import { isForeseen } from './consumer-commit.ts';

const isToldFine = (told: Story, error: string): boolean => {
  const javaClass = `org.apache.kafka.clients.consumer.${error}`;
  const thrown = new ClientError('consumer.commit', { error, javaClass, message: null, cause: null });
  return isForeseen(told.world, told.state, 0, thrown);
};

const committing = (draft: SetupDraft = {}): Story => polled(draft).does('consumer.process');

/** The member stood still for longer than its session, and goes on. */
const evicted = (draft: SetupDraft = {}): Story =>
  committing({ ...draft, faults: { 'consumer.stall': 1 } })
    .does('consumer.stall')
    .does('group.evict')
    .does('consumer.resume');

describe('what a client may tell its application of a commit', () => {
  it('is nothing where the coordinator takes it', () => {
    expect(isToldFine(committing(), 'CommitFailedException')).toBe(false);
  });

  it('is CommitFailedException where its member is none any more, and no time-out', () => {
    expect(isToldFine(evicted(), 'CommitFailedException')).toBe(true);
    expect(isToldFine(evicted(), 'TimeoutException')).toBe(false);
  });

  it('is RebalanceInProgressException of a cooperative member that is rejoining', () => {
    const told = committing({
      consumer: { 'partition.assignment.strategy': 'cooperative' },
      application: { 'commit.every': 2 },
      faults: { rebalance: 1 },
    });
    expect(isToldFine(told.does('rebalance').does('consumer.join'), 'RebalanceInProgressException')).toBe(true);
  });

  it('has a name of its own in KafkaJS', () => {
    expect(isToldFine(evicted({ client: { library: 'kafkajs' } }), 'KafkaJSProtocolError')).toBe(true);
  });
});
