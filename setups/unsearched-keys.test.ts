import { describe, expect, it } from 'vitest';
import { type SetupDraft, setupInput } from './input.ts';
import { type Resolution, resolveSetup } from './resolve.ts';

const read = (draft: SetupDraft): Resolution => resolveSetup(setupInput(draft));

/** A topic of three replicas, written to in transactions that may come to nothing. */
const inTransactions = (kafka: string, ...[topic, reader = 'read_committed']: [object, string?]): SetupDraft => ({
  kafka,
  cluster: { brokers: 3 },
  topic,
  producer: { 'transactional.id': 't' },
  consumer: { 'isolation.level': reader as 'read_committed', 'enable.auto.commit': false },
  application: { shape: 'transform', commit: 'transaction' },
  faults: { 'consumer.crash': 1 },
});

/** The branches of KAFKA-14055. */
describe('the cleaner of a compacted topic', () => {
  const compacted = { 'cleanup.policy': 'compact' };

  it.each(['2.8.2', '3.0.1', '3.1.1', '3.2.0'])('may remove the marker of a transaction in %s', (kafka) => {
    expect(read(inTransactions(kafka, compacted)).lacks).toContain('KAFKA-14055');
  });

  it.each(['3.0.2', '3.1.2', '3.2.1', '3.3', '4.1'])('keeps it in %s', (kafka) => {
    expect(read(inTransactions(kafka, compacted)).lacks).not.toContain('KAFKA-14055');
  });

  it('is not there with delete alone, nor matters without transactions', () => {
    expect(read(inTransactions('3.2.0', { 'cleanup.policy': 'delete' })).lacks).not.toContain('KAFKA-14055');
    expect(read({ kafka: '3.2.0', topic: compacted }).lacks).not.toContain('KAFKA-14055');
  });
});

/** The branches of KAFKA-17801. */
describe('a remote segment', () => {
  const tiered = { 'remote.storage.enable': true };

  it.each(['3.6', '3.9.0'])('may show a record of an aborted transaction in %s', (kafka) => {
    expect(read(inTransactions(kafka, tiered)).lacks).toContain('KAFKA-17801');
  });

  it.each(['3.9.1', '4.0', '4.1'])('shows none in %s', (kafka) => {
    expect(read(inTransactions(kafka, tiered)).lacks).not.toContain('KAFKA-17801');
  });

  it('hides nothing from who reads aborted records anyway', () => {
    expect(read(inTransactions('3.9.0', tiered, 'read_uncommitted')).lacks).not.toContain('KAFKA-17801');
  });
});
