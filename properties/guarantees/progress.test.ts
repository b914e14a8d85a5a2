import { describe, expect, it } from 'vitest';
import { inTransaction } from '../../model/testing/records.ts';
import { type Story, story, transactional, transforming } from '../../model/testing/story.ts';
import { replicaOf, withMember, withReplica } from '../../model/update.ts';
import { exercises, verdictOn, witnessIn } from '../testing/verdict-on.ts';
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

  it('when a coordinator has lost whose a transactional id is: that fences nobody', () => {
    const shared = { application: { 'transactional.ids': 'shared' }, scope: { producers: 2 } } as const;
    const { world, state } = story(transactional(shared));
    const [running, other] = state.producers;
    const producers = [{ ...running, transactionState: 'must-abort' as const }, other];
    expect(state.transactions[running.producerId].holder).toBe(-1);
    expect(witnessIn(progress, world, { ...state, producers })).toBeNull();
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
    expect(witnessIn(progress, told.world, hanging)).toEqual({
      cause: 'a transaction stays open',
      transaction: 0,
      partition: 0,
      offset: 0,
    });
  });

  it('by a transaction that is decided and whose end is never reached', () => {
    const told = story(transactional()).settles('producer.end-transaction', 'transaction.time-out', 'producer.give-up');
    const decided = told.does('producer.end-transaction', { commit: true });
    expect(verdictOn(progress, decided)).toEqual({
      cause: 'a transaction is decided and never completed',
      transaction: 0,
      decided: 'commit',
    });
  });

  it('by an acknowledged record in the log that nobody reads', () => {
    const { world, state } = finished();
    const stuck = withMember(state, 0, { ...state.members[0], positions: [1] });
    expect(witnessIn(progress, world, stuck)).toEqual({
      cause: 'an acknowledged record stays unread',
      value: 1,
      group: 0,
      partition: 0,
      offset: 1,
    });
  });

  it('by a group that cannot start: auto.offset.reset=none with nothing committed', () => {
    const told = story({ consumer: { 'auto.offset.reset': 'none' } }).settles('producer.give-up');
    expect(verdictOn(progress, told)).toEqual({
      cause: 'an acknowledged record stays unread',
      value: 0,
      group: 0,
      partition: 0,
      offset: 0,
    });
  });

  it.each([0, 1])('by an output that the reader behind a transform does not reach: it stays at %i', (position) => {
    const { world, state } = story(transforming()).settles();
    expect(witnessIn(progress, world, { ...state, downstream: [position] })).toEqual({
      cause: 'an output stays unread',
      partition: 1,
      position,
      highWatermark: 2,
    });
  });
});

describe('progress is judged', () => {
  const decided = (...statuses: readonly ('ongoing' | 'prepare-abort' | 'prepare-commit')[]) => {
    const { world, state } = story(transactional({ scope: { producers: 2 } }));
    const transactions = statuses.map((status, index) => ({
      ...state.transactions[index],
      status,
      transaction: index + 5,
    }));
    return witnessIn(progress, world, { ...state, transactions });
  };

  it('of every transaction, the first one that is stuck first', () => {
    expect(decided('prepare-abort', 'prepare-commit')).toMatchObject({ transaction: 5, decided: 'abort' });
    expect(decided('ongoing', 'prepare-commit')).toMatchObject({ transaction: 6, decided: 'commit' });
    expect(decided('ongoing', 'ongoing')).toBeNull();
  });

  it('of every group, the first one that is stuck first', () => {
    const { world, state } = story({ scope: { groups: 3 } }).settles('producer.give-up');
    const stuck = [1, 2].reduce(
      (after, member) => withMember(after, member, { ...after.members[member], positions: [0] }),
      state,
    );
    expect(witnessIn(progress, world, stuck)).toMatchObject({ group: 1, offset: 0 });
  });

  it('of a group, and not of a member that owns nothing', () => {
    const { world, state } = story({ scope: { members: 2 } }).settles('producer.give-up');
    expect(state.members.filter(({ positions }) => positions[0] > 0)).toHaveLength(1);
    expect(witnessIn(progress, world, state)).toBeNull();
  });

  it('of what is in the log: a record that was lost is not waited for', () => {
    const { world, state } = finished();
    const lost = withReplica(world, state, 0, 0, { ...replicaOf(world, state, 0, 0), log: [] });
    expect(witnessIn(progress, world, withMember(lost, 0, { ...lost.members[0], positions: [-1] }))).toBeNull();
  });

  it('of every output that is served', () => {
    const { world, state } = story(transforming({ topic: { partitions: 2 }, scope: { records: 2 } })).settles();
    const unread = { ...state, downstream: [state.downstream[0], 0] };
    expect(witnessIn(progress, world, unread)).toMatchObject({ cause: 'an output stays unread', partition: 3 });
    const nobody = { ...unread, brokers: [{ ...unread.brokers[0], up: false }] };
    expect(witnessIn(progress, world, nobody)).toBeNull();
  });
});

describe('progress is vacuous', () => {
  it('where no send was reported successful', () => {
    expect(exercises(progress, story())).toBe(false);
    expect(exercises(progress, finished())).toBe(true);
  });
});
