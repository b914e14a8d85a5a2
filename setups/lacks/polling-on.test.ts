import { describe, expect, it } from 'vitest';
import { setupInput } from '../input.ts';
import { resolveSetup } from '../resolve/resolve.ts';

const lacks = (application: object, faults: object, members = 2): readonly string[] =>
  resolveSetup(setupInput({ application, faults, scope: { members } })).lacks;

/** KafkaRecordStreamSubscription of SmallRye polls on a thread of its own. */
describe('a channel of SmallRye’s, which polls on while a message is processed', () => {
  it.each(['smallrye-throttled', 'smallrye-latest'])(
    'may have it processed twice by a rebalance alone, which the machine lacks and is said: %s',
    (preset) => {
      expect(lacks({ preset }, { rebalance: 1 })).toEqual(['rebalances amid a message']);
    },
  );

  it('is told as what it is with a crash, with workers, with a key, and alone', () => {
    const preset = 'smallrye-throttled';
    expect(lacks({ preset }, { rebalance: 1, 'consumer.crash': 1 })).toEqual([]);
    expect(lacks({ preset, processing: 'async', 'on.revoke': 'drop' }, { rebalance: 1 })).toEqual([]);
    expect(lacks({ preset, 'idempotency.key': true }, { rebalance: 1 })).toEqual([]);
    expect(lacks({ preset }, { rebalance: 1 }, 1)).toEqual([]);
    expect(lacks({ preset }, { 'response.lost': 1 })).toEqual([]);
  });

  it('is no container of Spring’s, which processes what a poll returned before it polls again', () => {
    expect(lacks({ preset: 'spring-batch' }, { rebalance: 1 })).toEqual([]);
  });
});
