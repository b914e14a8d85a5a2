import { describe, expect, it } from 'vitest';
import { changesOf } from './changes.ts';

const changes = (setup: object, control: object) => changesOf({ id: 'A00', setup, control });

describe('what a control changes', () => {
  it('is the keys that were written otherwise, not what follows from them', () => {
    const kafka = { kafka: '4.1' };
    expect(changes({ ...kafka, producer: { acks: '1' } }, { ...kafka, producer: { acks: 'all' } })).toEqual([
      { key: 'producer.acks', hazard: '1', control: 'all' },
    ]);
  });

  it('is told with the default where one side leaves the key out', () => {
    expect(changes({ topic: {} }, { topic: { 'flush.messages': 1 } })).toEqual([
      { key: 'topic.flush.messages', hazard: 'no limit', control: '1' },
    ]);
    expect(changes({}, { producer: { 'transactional.id': 'orders' } })).toEqual([
      { key: 'producer.transactional.id', hazard: 'none', control: 'orders' },
    ]);
  });

  it('is nothing where both sides come to the same', () => {
    expect(changes({}, { consumer: { 'auto.offset.reset': 'latest' } })).toEqual([]);
  });

  it('can be the version', () => {
    expect(changes({ kafka: '2.8' }, { kafka: '3.0' })).toEqual([{ key: 'kafka', hazard: '2.8', control: '3.0' }]);
  });
});
