import { describe, expect, it } from 'vitest';
import { story, transforming } from '../../model/testing/story.ts';
import { edited, exercises, verdictOn, witnessIn } from '../testing/verdict-on.ts';
import { DELIVERED_TWICE, noDuplicates, TWO_ENTRIES, TWO_OUTPUTS } from './no-duplicates.ts';

const seen = (value: number, offset: number, times = 1) => ({ value, partition: 0, offset, leaderEpoch: 0, times });

describe('no-duplicates holds', () => {
  it('when every record was processed once', () => {
    expect(verdictOn(noDuplicates, story({ scope: { records: 2 } }).settles('producer.give-up'))).toBeNull();
  });

  it('when two groups have processed a record once each', () => {
    expect(verdictOn(noDuplicates, story({ scope: { groups: 2 } }).settles('producer.give-up'))).toBeNull();
  });

  it('when a transform repeats an output that only its effect inside Kafka counts', () => {
    const told = story(transforming());
    const state = edited(told, { processed: [[seen(0, 0, 2)]], outputs: [seen(0, 0)] });
    expect(witnessIn(noDuplicates, told.world, state)).toBeNull();
  });

  it('when nothing was processed at all', () => {
    expect(verdictOn(noDuplicates, story())).toBeNull();
  });
});

describe('no-duplicates is violated', () => {
  it('by a record that is in the log twice', () => {
    const told = story({
      producer: { acks: 'all', 'enable.idempotence': false },
      faults: { 'response.lost': 1 },
    })
      .does('producer.send')
      .does('broker.produce')
      .does('response.lost', { broker: 0 })
      .does('producer.retry')
      .settles('producer.give-up');
    expect(verdictOn(noDuplicates, told)).toEqual({
      cause: TWO_ENTRIES,
      value: 0,
      group: 0,
      places: [
        { partition: 0, offset: 0, leaderEpoch: 0 },
        { partition: 0, offset: 1, leaderEpoch: 0 },
      ],
    });
  });

  it('by a log entry that is delivered twice', () => {
    const told = story({ faults: { 'consumer.crash': 1 } })
      .settles('consumer.commit', 'producer.give-up')
      .does('consumer.crash')
      .settles();
    expect(verdictOn(noDuplicates, told)).toEqual({
      cause: DELIVERED_TWICE,
      value: 0,
      group: 0,
      partition: 0,
      offset: 0,
      leaderEpoch: 0,
    });
  });

  it('V7: by an entry that was truncated after it was read and written again at its offset, as two entries', () => {
    const told = story({ faults: { 'broker.power-loss': 1 } })
      .does('producer.send')
      .does('broker.produce')
      .does('group.complete')
      .does('consumer.sync')
      .does('consumer.poll')
      .does('consumer.process')
      .does('consumer.commit')
      .does('broker.power-loss', { keeps: 0 })
      .does('controller.fence-broker')
      .does('broker.restart')
      .does('broker.update-metadata')
      .does('producer.retry')
      // The reader learns that its position is past the end before the record is there again.
      .does('consumer.poll')
      .settles('producer.give-up');
    expect(told.state.groups[0].committed).toEqual([1]);
    expect(verdictOn(noDuplicates, told)).toEqual({
      cause: TWO_ENTRIES,
      value: 0,
      group: 0,
      places: [
        { partition: 0, offset: 0, leaderEpoch: 0 },
        { partition: 0, offset: 0, leaderEpoch: 2 },
      ],
    });
  });

  it('by an output that was truncated after it was read and written again at its offset', () => {
    const told = story(transforming());
    const outputs = [seen(0, 0), { ...seen(0, 0), leaderEpoch: 1 }];
    expect(witnessIn(noDuplicates, told.world, edited(told, { outputs }))).toMatchObject({ cause: TWO_OUTPUTS });
  });

  it('by two outputs for one input', () => {
    const told = story(transforming());
    expect(witnessIn(noDuplicates, told.world, edited(told, { outputs: [seen(0, 0), seen(0, 2)] }))).toEqual({
      cause: TWO_OUTPUTS,
      value: 0,
      places: [
        { partition: 0, offset: 0, leaderEpoch: 0 },
        { partition: 0, offset: 2, leaderEpoch: 0 },
      ],
    });
  });

  it('by an effect outside Kafka that a transform repeats', () => {
    const told = story(transforming({ application: { effect: 'external' } }));
    const state = edited(told, { processed: [[seen(0, 0, 2)]], outputs: [seen(0, 0)] });
    expect(witnessIn(noDuplicates, told.world, state)).toEqual({
      cause: DELIVERED_TWICE,
      value: 0,
      group: 0,
      partition: 0,
      offset: 0,
      leaderEpoch: 0,
    });
  });
});

describe('no-duplicates is judged', () => {
  const twoGroups = story({ scope: { groups: 2, records: 3 } });

  it.each([
    ['of every group', [[], [seen(0, 0), seen(1, 1, 2)]], { cause: DELIVERED_TWICE, group: 1, value: 1 }],
    ['of every log entry', [[seen(0, 0), seen(1, 1), seen(1, 2)], []], { cause: TWO_ENTRIES, group: 0, value: 1 }],
    [
      'of all entries of a record',
      [[seen(0, 0), seen(0, 2), seen(0, 3), seen(1, 1)], []],
      { value: 0, places: [{ offset: 0 }, { offset: 2 }, { offset: 3 }] },
    ],
    ['group by group', [[seen(0, 0), seen(0, 1)], [seen(0, 0, 2)]], { cause: TWO_ENTRIES, group: 0 }],
    ['the first of several', [[seen(1, 1, 2), seen(2, 2, 2)], []], { value: 1 }],
    ['the first of several pairs', [[], [seen(0, 0), seen(0, 1), seen(2, 2), seen(2, 3)]], { group: 1, value: 0 }],
  ])('%s', (_of, processed, expected) => {
    expect(witnessIn(noDuplicates, twoGroups.world, edited(twoGroups, { processed }))).toMatchObject(expected);
  });

  it('of groups alone where nobody reads what they write', () => {
    expect(noDuplicates.checks(twoGroups.world)).toHaveLength(1);
  });

  it('as soon as one group has processed a record, or the reader behind a transform has read an output', () => {
    const [outside] = noDuplicates.checks(twoGroups.world);
    expect(outside.exercised(edited(twoGroups, { processed: [[], [seen(0, 0)]] }))).toBe(true);
    const transform = story(transforming());
    const [inside] = noDuplicates.checks(transform.world);
    expect(inside.exercised(edited(transform, { outputs: [] }))).toBe(false);
    expect(inside.exercised(edited(transform, { outputs: [seen(0, 0)] }))).toBe(true);
  });
});

describe('no-duplicates is vacuous', () => {
  it('where nothing was processed', () => {
    expect(exercises(noDuplicates, story())).toBe(false);
    expect(exercises(noDuplicates, story().settles('producer.give-up'))).toBe(true);
  });
});
