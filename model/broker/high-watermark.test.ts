import { describe, expect, it } from 'vitest';
import { replicated, type Story, story } from '../testing/story.ts';
import { answerWaiting } from './high-watermark.ts';

/** A request with acks=all whose record lies at offset 0 of both logs' leader, and waits for the follower. */
const waiting = (): Story => story(replicated(2, 1)).does('producer.send').does('broker.produce');

const answered = (
  { state }: Story,
  { broker = 0, partition = 0, end = 1 }: { broker?: number; partition?: number; end?: number },
) => answerWaiting(state, broker, partition, end, 'none').producers[0].inFlight[0];

describe('a request that waits in the purgatory', () => {
  it('is answered when the high watermark passes its offset', () => {
    expect(answered(waiting(), { end: 1 })).toMatchObject({ stage: 'reply', offset: -1, error: 'none' });
  });

  it('is not answered when the high watermark comes to its offset: the record itself is not below it', () => {
    expect(answered(waiting(), { end: 0 })).toMatchObject({ stage: 'log', offset: 0 });
  });

  it('waits for its own partition and broker', () => {
    expect(answered(waiting(), { partition: 1 })).toMatchObject({ stage: 'log' });
    expect(answered(waiting(), { broker: 1 })).toMatchObject({ stage: 'log' });
  });
});

describe('the observer', () => {
  it('notes as committed what came below the high watermark, and that alone', () => {
    const told = waiting();
    expect(told.state.ledger.committed).toEqual([[]]);
    told.repeats('replica.fetch');
    expect(told.state.ledger.committed[0].map(({ kind, value }) => [kind, value])).toEqual([['data', 0]]);
  });
});
