import { describe, expect, it } from 'vitest';
import { type SetupDraft, setupInput } from '../input.ts';
import { type Resolution, resolveSetup } from '../resolve/resolve.ts';

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

/** BrokerServer.shutdown at 4.1.2. */
describe('a broker that does not hand over as it is stopped', () => {
  const stopped = (draft: SetupDraft): SetupDraft => ({
    cluster: { brokers: 2 },
    broker: { 'controlled.shutdown.enable': false },
    faults: { 'broker.shutdown': 1 },
    ...draft,
  });

  it('stops as in a crash, which the machine lacks and is said', () => {
    const { lacks, notes, ignored } = read(stopped({}));
    expect(lacks).toEqual(['controlled.shutdown.enable']);
    expect(notes.join()).toContain('hands nothing over first');
    expect(ignored).toEqual([]);
  });

  it.each<[string, SetupDraft]>([
    ['where it does, as by default', { broker: { 'controlled.shutdown.enable': true } }],
    ['where none is stopped', { faults: { 'broker.crash': 1 } }],
    ['where there is nobody to hand over to', { cluster: { brokers: 1 } }],
  ])('is named nowhere else: not %s', (_, draft) => {
    expect(read(stopped(draft)).lacks).toEqual([]);
  });
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
