import { describe, expect, it } from 'vitest';
import { type SetupDraft, setupInput } from '../input.ts';
import { type Resolution, resolveSetup } from '../resolve/resolve.ts';

const read = (draft: SetupDraft): Resolution => resolveSetup(setupInput({ faults: { 'response.lost': 1 }, ...draft }));

/** ProducerStateManager.isProducerExpired at 4.1.2; LogManager at 3.3. */
describe('a partition that forgets producers sooner than these give a batch up', () => {
  const broker = { 'producer.id.expiration.ms': 1000 };

  it('may store a batch again, which the machine lacks and is said', () => {
    const { lacks, notes, ignored } = read({ broker });
    expect(lacks).toEqual(['producer.id.expiration.ms']);
    expect(notes.join()).toContain(
      'a partition that has forgotten a producer (producer.id.expiration.ms=1000, less than the 120000 of delivery.timeout.ms) takes a batch that it has for a new one',
    );
    expect(ignored).toEqual([]);
  });

  it.each<[string, SetupDraft]>([
    ['as long as it may be tried', { broker: { 'producer.id.expiration.ms': 120_000 } }],
    [
      'as long as this producer tries',
      { broker: { 'producer.id.expiration.ms': 40_000 }, producer: { 'delivery.timeout.ms': 40_000 } },
    ],
    ['by default, for a day', {}],
    ['not while its transaction is open', { broker, producer: { 'transactional.id': 't' } }],
    ['whose batches have no numbers', { broker, producer: { 'enable.idempotence': false } }],
    ['where nothing is sent again', { broker, faults: { 'consumer.crash': 1 } }],
    ['where twice is once', { broker, application: { 'idempotency.key': true }, scope: { records: 1 } }],
  ])('is named nowhere else: it is remembered %s', (_, draft) => {
    expect(read(draft).lacks).toEqual([]);
  });

  it('was told so by the time of transactional ids before 3.4', () => {
    const ofIds = { 'transactional.id.expiration.ms': 1000 };
    expect(read({ kafka: '3.3', broker: ofIds }).lacks).toEqual(['transactional.id.expiration.ms']);
    expect(read({ kafka: '3.4', broker: ofIds }).lacks).toEqual([]);
  });
});
