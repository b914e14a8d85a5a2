import { describe, expect, it } from 'vitest';
import { asking } from '../../model/query.ts';
import { replicated, story, transforming } from '../../model/testing/story.ts';
import { all, type Change, changesOf } from '../testing/changes.ts';
import { inputsAreComplete, isDurable, isEverywhere } from './replicas.ts';

/** Two inputs and two outputs, each with one record or one and its marker, on all of three brokers. */
const { world, state } = story(
  transforming(replicated(3, 2, { topic: { partitions: 2 }, scope: { records: 2 } })),
).settles();
const change = changesOf(world);
const output = world.inputs;

describe('inputs are complete', () => {
  it('once every replica has all records below its high watermark', () => {
    expect(inputsAreComplete(world, asking(state))).toBe(true);
  });

  it('whatever becomes of the outputs', () => {
    expect(inputsAreComplete(world, asking(change.lastRecord(0, output, 'lost')(state)))).toBe(true);
  });

  describe.each([0, 1])('but not where of input %i', (partition) => {
    const [first, , third] = world.placement[partition];
    it.each<[string, Change]>([
      ['the high watermark of the first replica lags', change.replica(first, partition, { highWatermark: 0 })],
      ['the high watermark of another replica lags', change.replica(third, partition, { highWatermark: 0 })],
      ['the first replica has another record', change.lastRecord(first, partition, 'another')],
      ['another replica has another record', change.lastRecord(third, partition, 'another')],
      [
        'another replica lacks a record, and is content with that',
        all(change.lastRecord(third, partition, 'lost'), change.replica(third, partition, { highWatermark: 0 })),
      ],
      [
        'another replica has a record more',
        all(change.lastRecord(third, partition, 'one more'), change.replica(third, partition, { highWatermark: 2 })),
      ],
    ])('%s', (_what, changed) => {
      expect(inputsAreComplete(world, asking(changed(state)))).toBe(false);
    });
  });
});

describe('records are everywhere', () => {
  const [first, second, third] = world.placement[output];
  it.each<[string, Change, number, boolean]>([
    ['below an end that all logs have', (same) => same, 2, true],
    ['not above their end', (same) => same, 3, false],
    ['not where the first replica lacks one', change.lastRecord(first, output, 'lost'), 2, false],
    ['not where the second replica lacks one', change.lastRecord(second, output, 'lost'), 2, false],
    ['not where the last replica has another one', change.lastRecord(third, output, 'another'), 2, false],
    ['where one that is above the end is lacking', change.lastRecord(third, output, 'lost'), 1, true],
    ['where the first one that is above the end is lacking', change.lastRecord(first, output, 'lost'), 1, true],
  ])('%s', (_what, changed, end, expected) => {
    expect(isEverywhere(world, changed(state), output, end)).toBe(expected);
  });

  it('not above the end of the only log', () => {
    const alone = story(transforming());
    expect([1, 2].map((end) => isEverywhere(alone.world, alone.state, 0, end))).toEqual([true, false]);
  });
});

describe('what is below a high watermark is durable', () => {
  const [leader, follower, other] = world.placement[output];
  it.each<[string, Change, boolean]>([
    ['where every member of the ISR has it', (same) => same, true],
    ['not where a member lacks it', change.lastRecord(other, output, 'lost'), false],
    ['not where the leader lacks it', change.lastRecord(leader, output, 'lost'), false],
    ['not where a member has another record', change.lastRecord(follower, output, 'another'), false],
    [
      'where the one that lacks it is not in the ISR',
      all(
        change.lastRecord(other, output, 'lost'),
        change.leadership(output, { isr: (1 << leader) | (1 << follower) }),
      ),
      true,
    ],
    [
      'where what a member lacks is below no high watermark',
      all(
        change.lastRecord(other, output, 'lost'),
        ...world.placement[output].map((broker) => change.replica(broker, output, { highWatermark: 1 })),
      ),
      true,
    ],
    [
      'not where it is below the high watermark of one follower only',
      all(
        change.lastRecord(other, output, 'lost'),
        ...[leader, other].map((broker) => change.replica(broker, output, { highWatermark: 1 })),
      ),
      false,
    ],
  ])('%s', (_what, changed, expected) => {
    expect(isDurable(world, changed(state), output, leader)).toBe(expected);
  });

  it('where nothing has been written', () => {
    const before = story(transforming(replicated(2, 1)));
    expect(isDurable(before.world, before.state, before.world.inputs, 1)).toBe(true);
  });
});
