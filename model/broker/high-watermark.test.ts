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

describe('an answer with too few in the ISR (NOT_ENOUGH_REPLICAS_AFTER_APPEND)', () => {
  /** Three in sync when r0 came; two when the third had been slow, which is back at the end of what is committed. */
  const shrunk = (): Story =>
    story(replicated(3, 3, { kafka: '3.6', scope: { lags: 1 } }))
      .does('producer.send')
      .does('broker.produce')
      .does('replica.lag', { broker: 2 })
      .does('controller.alter-partition');
  const answerTo = (told: Story) => told.state.producers[0].inFlight[0];

  it('is given where nobody else asks to be let in', () => {
    const told = shrunk().does('replica.fetch', { broker: 1 }).does('replica.fetch', { broker: 1 });
    expect(answerTo(told)).toMatchObject({ stage: 'reply', error: 'not-enough-replicas' });
  });

  it('is not given while the leader asks for a larger ISR: the maximal ISR counts (P8)', () => {
    const told = shrunk().does('replica.fetch', { broker: 2 });
    for (const broker of [2, 2, 1, 1]) told.does('replica.fetch', { broker });
    expect(told.state.replicas[0]?.leading).toMatchObject({ isr: 0b011, proposedIsr: 0b111 });
    expect(answerTo(told)).toMatchObject({ stage: 'reply', error: 'none' });
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
