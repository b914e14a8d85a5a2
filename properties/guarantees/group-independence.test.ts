import { describe, expect, it } from 'vitest';
import { type Story, story } from '../../model/testing/story.ts';
import { edited, exercises, verdictOn, witnessIn } from '../testing/verdict-on.ts';
import { groupIndependence } from './group-independence.ts';

const twoGroups = (): Story => story({ scope: { groups: 2, records: 2 } });

describe('group-independence holds', () => {
  it('when each of two groups was given every record', () => {
    expect(verdictOn(groupIndependence, twoGroups().settles('producer.give-up'))).toBeNull();
  });

  it('when a group was given a record and never processed it', () => {
    const told = twoGroups().settles('producer.give-up');
    expect(witnessIn(groupIndependence, told.world, edited(told, { processed: [[], []] }))).toBeNull();
  });

  it('when a record that nobody was given is not in the log', () => {
    const told = twoGroups();
    const sends = told.state.ledger.sends.map(() => ({ times: 1, outcome: 'acknowledged' as const }));
    expect(witnessIn(groupIndependence, told.world, edited(told, { sends }))).toBeNull();
  });
});

describe('group-independence is violated', () => {
  it('when one group was given a record and the other was not', () => {
    const told = twoGroups().settles('producer.give-up');
    const state = edited(told, { polled: [0b11, 0b01] });
    expect(witnessIn(groupIndependence, told.world, state)).toEqual({
      cause: 'a group was not given a record',
      value: 1,
      group: 1,
      partition: 0,
      offset: 1,
    });
  });
});

describe('group-independence is judged', () => {
  it('of the first group that lacks a record, where several do', () => {
    const told = story({ scope: { groups: 3 } }).settles('producer.give-up');
    const state = edited(told, { polled: [0b1, 0, 0] });
    expect(witnessIn(groupIndependence, told.world, state)).toMatchObject({ value: 0, group: 1 });
  });

  it('of what retention has left, from its first record on', () => {
    const told = twoGroups().settles('producer.give-up');
    const state = { ...edited(told, { polled: [0b11, 0] }), logStarts: [1] };
    expect(witnessIn(groupIndependence, told.world, state)).toMatchObject({ value: 1, offset: 1 });
    const kept = { ...edited(told, { polled: [0b11, 0b10] }), logStarts: [1] };
    expect(witnessIn(groupIndependence, told.world, kept)).toBeNull();
  });
});

describe('group-independence is vacuous', () => {
  it('with one group', () => {
    expect(groupIndependence.checks(story().world)).toEqual([]);
  });

  it('where no send was reported successful', () => {
    expect(exercises(groupIndependence, twoGroups())).toBe(false);
    expect(exercises(groupIndependence, twoGroups().settles('producer.give-up'))).toBe(true);
  });
});
