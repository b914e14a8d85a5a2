import { describe, expect, it } from 'vitest';
import { inTransaction } from '../../model/testing/records.ts';
import { type Story, story, transactional, transforming } from '../../model/testing/story.ts';
import { replicaOf, withMember, withReplica } from '../../model/update.ts';
import { causeIn, exercises, verdictOn } from '../testing/verdict-on.ts';
import { progress } from './progress.ts';

const finished = (): Story => story({ scope: { records: 2 } }).settles('producer.give-up');

describe('progress holds', () => {
  it('when the owner has read past every acknowledged record', () => {
    expect(verdictOn(progress, finished())).toBeNull();
  });

  it('when every transaction has its markers', () => {
    const told = story(transactional())
      .settles('producer.end-transaction', 'transaction.time-out', 'producer.give-up')
      .does('producer.end-transaction', { commit: true })
      .settles();
    expect(verdictOn(progress, told)).toBeNull();
  });

  it('when every output was read', () => {
    expect(verdictOn(progress, story(transforming()).settles())).toBeNull();
  });
});

describe('progress is violated', () => {
  it('by a transaction that stays open', () => {
    const told = story(transactional());
    const replica = replicaOf(told.world, told.state, 0, 0);
    const hanging = withReplica(told.world, told.state, 0, 0, { ...replica, log: [inTransaction(0)] });
    expect(causeIn(progress, told.world, hanging)).toBe('a transaction stays open');
  });

  it('by a transaction that is decided and whose end is never reached', () => {
    const told = story(transactional()).settles('producer.end-transaction', 'transaction.time-out', 'producer.give-up');
    const decided = told.does('producer.end-transaction', { commit: true });
    expect(verdictOn(progress, decided)).toBe('a transaction is decided and never completed');
  });

  it('by an acknowledged record in the log that nobody reads', () => {
    const { world, state } = finished();
    const stuck = withMember(state, 0, { ...state.members[0], positions: [1] });
    expect(causeIn(progress, world, stuck)).toBe('an acknowledged record stays unread');
  });

  it('by a group that cannot start: auto.offset.reset=none with nothing committed', () => {
    const told = story({ consumer: { 'auto.offset.reset': 'none' } }).settles('producer.give-up');
    expect(verdictOn(progress, told)).toBe('an acknowledged record stays unread');
  });

  it('by an output that the reader behind a transform does not reach', () => {
    const { world, state } = story(transforming()).settles();
    expect(causeIn(progress, world, { ...state, downstream: [0] })).toBe('an output stays unread');
  });
});

describe('progress is vacuous', () => {
  it('where no send was reported successful', () => {
    expect(exercises(progress, story())).toBe(false);
    expect(exercises(progress, finished())).toBe(true);
  });
});
