import { describe, expect, it } from 'vitest';
import { logOf, outcomesOf } from '../testing/looking.ts';
import { replicated, type Story, story, transforming } from '../testing/story.ts';

const refusing = (draft: object = {}): Story => story({ faults: { 'request.refused': 1 }, ...draft });

describe('a record that is refused for good', () => {
  it('is refused again after the answer was lost', () => {
    const told = refusing({ faults: { 'request.refused': 1, 'response.lost': 1 } })
      .does('producer.send')
      .does('request.refused')
      .does('response.lost', { broker: 0 })
      .does('producer.retry')
      .does('broker.produce');
    expect(told.state.producers[0].inFlight[0].error).toBe('invalid-record');
    expect([logOf(told), outcomesOf(told.does('producer.receive'))]).toEqual([[], ['failed']]);
  });

  it('is refused again when the application sends it once more, and others are not', () => {
    const told = refusing({ application: { 'on.send.failure': 'resend' }, scope: { records: 2 } })
      .does('producer.send')
      .does('request.refused')
      .settles();
    expect([logOf(told), outcomesOf(told)]).toEqual([[1], ['failed', 'acknowledged']]);
  });

  it('is given up by a transform that logs it, and restarts the batch of one that waits without that', () => {
    const transform = (application: object) =>
      story(
        transforming({
          faults: { 'request.refused': 1 },
          application: { commit: 'after-processing', ...application },
        }),
      )
        .does('group.complete')
        .does('consumer.sync')
        .does('consumer.poll')
        .does('producer.send')
        .does('request.refused')
        .does('producer.receive');
    expect(transform({ 'on.send.failure': 'log' }).state.members[0].step).toBe('commit');
    expect(transform({}).state.members[0].step).toBe('poll');
  });

  it('is refused by a leader, after it has looked at the ISR', () => {
    const down = story(replicated(2, 2, { faults: { 'request.refused': 1, 'broker.crash': 1 } }))
      .does('producer.send')
      .does('broker.crash', { broker: 1 })
      .does('controller.fence-broker')
      .does('broker.update-metadata', { broker: 0 });
    expect(down.can('request.refused')).toBe(false);
    expect(refusing().does('producer.send').can('request.refused')).toBe(true);
  });

  it('may not be one that was stored', () => {
    const told = refusing({ faults: { 'request.refused': 1, 'response.lost': 1 } })
      .does('producer.send')
      .does('broker.produce')
      .does('response.lost', { broker: 0 })
      .does('producer.retry');
    expect(told.can('request.refused')).toBe(false);
  });

  it('costs a transaction, which the loop of a transform begins anew without end', () => {
    const told = story(transforming({ faults: { 'request.refused': 1 } }))
      .settles('broker.produce')
      .does('request.refused')
      .settles('broker.produce');
    expect(told.schedule).toContainEqual({ type: 'producer.end-transaction', producer: 0, commit: false });
    const { state } = told;
    expect(told.does('broker.produce').state).toBe(state);
  });

  it('is dropped by a transform that does not wait for its sends', () => {
    const told = story({
      application: { shape: 'transform', commit: 'after-processing', processing: 'async' },
      faults: { 'request.refused': 1 },
    })
      .settles('broker.produce')
      .does('request.refused')
      .settles();
    expect([logOf(told, 0, 1), told.state.groups[0].committed]).toEqual([[], [1]]);
  });
});
