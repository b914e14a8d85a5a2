import { describe, expect, it } from 'vitest';
import { type SetupDraft, setupInput } from '../input.ts';
import { type Resolution, resolveSetup } from '../resolve/resolve.ts';

const KEY = 'offsets.commit.required.acks';

const read = (draft: SetupDraft): Resolution =>
  resolveSetup(
    setupInput({
      kafka: '3.9',
      cluster: { brokers: 2 },
      broker: { [KEY]: 1 },
      faults: { 'broker.crash': 1 },
      ...draft,
    }),
  );

/** GroupMetadataManager.appendForGroup at 3.9.0; KAFKA-16736 took the key away. */
describe('a coordinator that answers for commits before its followers have them', () => {
  it('may take them along as it fails, which the machine lacks and is said', () => {
    const { lacks, notes, ignored } = read({});
    expect(lacks).toEqual([KEY]);
    expect(notes.join()).toContain(`with ${KEY}=1 a coordinator answers for commits that it alone has written`);
    expect(ignored).toEqual([]);
  });

  it.each<[string, SetupDraft]>([
    ['that wait for the ISR, as by default', { broker: { [KEY]: -1 } }],
    ['whose topic has no followers', { broker: { [KEY]: 1, 'offsets.topic.replication.factor': 1 } }],
    ['whose brokers all live', { faults: { 'consumer.crash': 1 } }],
    ['that are not Kafka’s', { application: { offsets: 'external' } }],
  ])('is named of no others: not of commits %s', (_, draft) => {
    expect(read(draft).lacks).toEqual([]);
  });

  it('is no more since Kafka 4.0, which has no such key', () => {
    const { lacks, notes } = read({ kafka: '4.0' });
    expect(lacks).toEqual([]);
    expect(notes).toContain(`${KEY} has no effect since Kafka 4.0, which waits for every member of the ISR (KIP-1041)`);
  });
});
