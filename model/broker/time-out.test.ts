import { describe, expect, it } from 'vitest';
import { logOf, outcomesOf } from '../testing/looking.ts';
import { replicated, type Story, story } from '../testing/story.ts';

const unnumbered = { acks: 'all', 'enable.idempotence': false };

/** r0 is in the log of the leader, whose follower does not fetch it. */
const waiting = (draft: object = {}): Story =>
  story(replicated(2, 2, { scope: { lags: 1 }, ...draft }))
    .does('producer.send')
    .does('broker.produce');

describe('request.timeout.ms in the purgatory of a leader', () => {
  it('is answered REQUEST_TIMED_OUT, and the record stays in the log', () => {
    const told = waiting().does('broker.time-out');
    expect(told.state.producers[0].inFlight).toMatchObject([{ stage: 'reply', error: 'request-timed-out' }]);
    expect(logOf(told, 0)).toEqual([0]);
  });

  it('has the record stored twice by a producer without idempotence, and once by one with it', () => {
    const logAfter = (producer: object) => {
      const told = waiting({ producer }).does('broker.time-out').does('producer.receive').does('producer.retry');
      return logOf(told.does('broker.produce').repeats('replica.fetch'), 1);
    };
    expect([logAfter(unnumbered), logAfter({})]).toEqual([[0, 0], [0]]);
  });

  it('may be the last that the application hears of a record that is stored later', () => {
    const told = waiting().does('broker.time-out').does('producer.receive').does('producer.give-up').settles();
    expect([logOf(told, 1), outcomesOf(told)]).toEqual([[0], ['failed']]);
  });

  it('lets the broker read the next request of the connection', () => {
    const told = waiting({ scope: { lags: 1, records: 2 } }).does('producer.send');
    expect(told.can('broker.produce')).toBe(false);
    expect(logOf(told.does('broker.time-out').does('broker.produce'), 0)).toEqual([0, 1]);
  });

  it('is paid by the same bound as a follower that leaves the ISR', () => {
    expect(waiting().does('broker.time-out').can('replica.lag')).toBe(false);
    expect(waiting().does('replica.lag').can('broker.time-out')).toBe(false);
  });

  it.each([
    ['no follower is slow', waiting({ scope: { lags: 0 } })],
    ['nobody waits for followers', waiting({ producer: { acks: '1', 'enable.idempotence': false } })],
    ['the followers have the record', waiting().repeats('replica.fetch')],
  ])('does not pass where %s', (_where, told) => {
    expect(told.can('broker.time-out')).toBe(false);
  });
});
