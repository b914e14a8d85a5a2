import { describe, expect, it } from 'vitest';
import type { ClusterState } from '../../model/state.ts';
import { type Story, story, transforming } from '../../model/testing/story.ts';
import { exercises, verdictOn, witnessIn } from '../testing/verdict-on.ts';
import { offsetsWithRecords } from './offsets-with-records.ts';

const finished = (): Story => story(transforming({ scope: { records: 2 } })).settles();

describe('offsets-with-records holds', () => {
  it('when every input below the committed offset has its output visible, and no other', () => {
    expect(verdictOn(offsetsWithRecords, finished())).toBeNull();
  });

  it('when nothing was committed and nothing is visible', () => {
    expect(verdictOn(offsetsWithRecords, story(transforming()))).toBeNull();
  });
});

describe('offsets-with-records holds all the same', () => {
  const outputs = (count: number, polled: number, committed: number): ClusterState => {
    const { state } = finished();
    return {
      ...state,
      groups: [{ ...state.groups[0], committed: [committed] }],
      ledger: { ...state.ledger, outputs: state.ledger.outputs.slice(0, count), polled: [polled] },
    };
  };
  const { world } = finished();

  it('when a record was read and is neither committed nor visible', () => {
    expect(witnessIn(offsetsWithRecords, world, outputs(1, 0b11, 1))).toBeNull();
  });

  it('when an offset was committed that the group never got to read', () => {
    expect(witnessIn(offsetsWithRecords, world, outputs(1, 0b01, 2))).toBeNull();
    expect(witnessIn(offsetsWithRecords, world, outputs(1, 0b11, 2))).not.toBeNull();
  });
});

describe('offsets-with-records is violated', () => {
  it('when an offset was committed without its record', () => {
    const { world, state } = finished();
    const without = { ...state, ledger: { ...state.ledger, outputs: state.ledger.outputs.slice(0, 1) } };
    expect(witnessIn(offsetsWithRecords, world, without)).toEqual({
      cause: 'an offset was committed without its record',
      value: 1,
      group: 0,
      partition: 0,
      offset: 1,
      committed: 2,
    });
  });

  it('when a record was committed without its offset', () => {
    const { world, state } = finished();
    const without = { ...state, groups: [{ ...state.groups[0], committed: [1] }] };
    expect(witnessIn(offsetsWithRecords, world, without)).toEqual({
      cause: 'a record was committed without its offset',
      value: 1,
      group: 0,
      partition: 0,
      offset: 1,
      committed: 1,
    });
  });

  it('when the application commits apart from the records and crashes in between', () => {
    const told = story({
      application: { shape: 'transform', commit: 'before-processing' },
      faults: { 'consumer.crash': 1 },
    })
      .settles('producer.send')
      .does('consumer.crash', { late: false })
      .settles();
    expect(verdictOn(offsetsWithRecords, told)).toEqual({
      cause: 'an offset was committed without its record',
      value: 0,
      group: 0,
      partition: 0,
      offset: 0,
      committed: 1,
    });
  });
});

describe('offsets-with-records is vacuous', () => {
  it('in an application that writes nothing', () => {
    expect(offsetsWithRecords.checks(story().world)).toEqual([]);
  });

  it.each([
    [[[-1, 1]], true],
    [[[-1], [1]], true],
    [[[0, -1]], false],
  ])('unless something was committed in some partition by some group: %j', (committed, expected) => {
    const told = story(transforming());
    const groups = committed.map((offsets) => ({ ...told.state.groups[0], committed: offsets }));
    const [check] = offsetsWithRecords.checks(told.world);
    expect(check.exercised({ ...told.state, groups })).toBe(expected);
  });

  it('where nothing was committed', () => {
    expect(exercises(offsetsWithRecords, story(transforming()))).toBe(false);
    expect(exercises(offsetsWithRecords, finished())).toBe(true);
  });
});
