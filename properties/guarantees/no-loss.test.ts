import { describe, expect, it } from 'vitest';
import { inTransaction } from '../../model/testing/records.ts';
import { replicated, story, transactional, transforming } from '../../model/testing/story.ts';
import { replicaOf, withGroup, withReplica } from '../../model/update.ts';
import { acknowledged, edited, exercises, verdictOn, witnessIn } from '../testing/verdict-on.ts';
import {
  DELETED_BY_RETENTION,
  GROUP_STOPS,
  LOST_BY_BROKERS,
  NEVER_STORED,
  noLoss,
  PARTITION_OFFLINE,
  SKIPPED_BY_GROUP,
  STAYS_UNREAD,
} from './no-loss.ts';

const seen = (value: number) => ({ value, partition: 0, offset: value, leaderEpoch: 0, times: 1 });

describe('no-loss holds', () => {
  it('when every group has processed every acknowledged record', () => {
    expect(verdictOn(noLoss, story({ scope: { records: 2, groups: 2 } }).settles('producer.give-up'))).toBeNull();
  });

  it('when a record that nobody has processed was not acknowledged', () => {
    const told = story({ faults: { 'request.lost': 1 } })
      .does('producer.send')
      .does('request.lost')
      .does('producer.give-up')
      .settles();
    expect(verdictOn(noLoss, told)).toBeNull();
  });

  it('when a record was processed twice', () => {
    const told = story();
    expect(
      witnessIn(noLoss, told.world, edited(told, { sends: [acknowledged], processed: [[{ ...seen(0), times: 2 }]] })),
    ).toBeNull();
  });

  it('when the reader behind a transform has every output', () => {
    expect(verdictOn(noLoss, story(transforming({ scope: { records: 2 } })).settles())).toBeNull();
  });
});

describe('no-loss is violated', () => {
  it('by the brokers, when an acknowledged record is not in the log any more', () => {
    const told = story(replicated(2, 1, { producer: { acks: '1' }, faults: { 'broker.crash': 1 } }))
      .does('producer.send')
      .does('broker.produce')
      .does('producer.receive')
      .does('broker.crash', { broker: 0 })
      .settles();
    expect(verdictOn(noLoss, told)).toEqual({ cause: LOST_BY_BROKERS, value: 0, group: 0, partition: 0 });
  });

  it('by the group, when the record is in the log and was never processed', () => {
    const told = story({ application: { commit: 'before-processing' }, faults: { 'consumer.crash': 1 } })
      .settles('consumer.commit', 'producer.give-up')
      .does('consumer.commit')
      .does('consumer.crash')
      .settles();
    expect(verdictOn(noLoss, told)).toEqual({ cause: SKIPPED_BY_GROUP, value: 0, group: 0, partition: 0, offset: 0 });
  });

  it('by one group of two', () => {
    const told = story({ scope: { groups: 2 } }).settles('producer.give-up');
    const state = edited(told, { processed: [[seen(0)], []] });
    expect(witnessIn(noLoss, told.world, state)).toEqual({
      cause: SKIPPED_BY_GROUP,
      value: 0,
      group: 1,
      partition: 0,
      offset: 0,
    });
  });

  it('by a partition that stays without a leader', () => {
    const told = story(
      replicated(2, 1, { kafka: '3.9', producer: { acks: '1' }, faults: { 'broker.crash': 2 }, scope: { lags: 1 } }),
    )
      .does('producer.send')
      .does('broker.produce')
      .does('producer.receive')
      .does('broker.crash', { broker: 1 })
      .does('controller.fence-broker')
      .does('broker.restart')
      .does('broker.crash', { broker: 0 })
      .does('controller.fence-broker');
    const state = edited(told, {});
    expect(state.controller.partitions[0].leader).toBe(-1);
    expect(witnessIn(noLoss, told.world, state)).toEqual({
      cause: PARTITION_OFFLINE,
      value: 0,
      group: 0,
      partition: 0,
    });
  });

  it('behind a transform, by the group that skipped an input', () => {
    const told = story(transforming()).settles();
    expect(witnessIn(noLoss, told.world, edited(told, { outputs: [], outputsAcknowledged: 0 }))).toEqual({
      cause: SKIPPED_BY_GROUP,
      value: 0,
      group: -1,
      partition: 0,
      offset: 0,
    });
  });

  it('behind a transform, by the brokers that lost an acknowledged output', () => {
    const told = story(transforming()).settles();
    const unread = edited(told, { outputs: [], outputsAcknowledged: 0b1 });
    const state = withReplica(told.world, unread, 0, 1, { ...replicaOf(told.world, unread, 0, 1), log: [] });
    expect(witnessIn(noLoss, told.world, state)).toEqual({ cause: LOST_BY_BROKERS, value: 0, group: -1, partition: 1 });
  });
});

describe('V7: no-loss names whoever has lost the record', () => {
  it('V7: with acks=0 a record that no broker ever had was lost on its way, not by the brokers', () => {
    const draft = { producer: { acks: '0', 'enable.idempotence': false } } as const;
    const lost = story({ ...draft, faults: { 'request.lost': 1 } })
      .does('producer.send')
      .does('request.lost')
      .settles();
    expect(verdictOn(noLoss, lost)).toEqual({ cause: NEVER_STORED, value: 0, group: 0, partition: 0 });
    const stored = story({ ...draft, faults: { 'broker.power-loss': 1 } })
      .does('producer.send')
      .does('broker.produce')
      .does('broker.power-loss', { keeps: 0 })
      .settles();
    expect(verdictOn(noLoss, stored)).toEqual({ cause: LOST_BY_BROKERS, value: 0, group: 0, partition: 0 });
  });

  it('V7: with auto.offset.reset=none a group that has committed nothing stops, and skips nothing', () => {
    const told = story({ consumer: { 'auto.offset.reset': 'none' } }).settles('producer.give-up');
    expect(verdictOn(noLoss, told)).toEqual({
      cause: GROUP_STOPS,
      value: 0,
      group: 0,
      partition: 0,
      offset: 0,
      stopped: 0,
    });
  });

  it('V7: so does one whose committed offset retention has deleted, but not one that may read on', () => {
    const told = story({ consumer: { 'auto.offset.reset': 'none' }, scope: { records: 2 } }).settles(
      'producer.give-up',
    );
    const committed = (offset: number) => ({
      ...withGroup(edited(told, { processed: [[seen(0)]] }), 0, { ...told.state.groups[0], committed: [offset] }),
      logStarts: [1],
    });
    const unread = { value: 1, group: 0, partition: 0, offset: 1 };
    expect(witnessIn(noLoss, told.world, committed(0))).toEqual({ cause: GROUP_STOPS, ...unread, stopped: 0 });
    expect(witnessIn(noLoss, told.world, committed(1))).toEqual({ cause: STAYS_UNREAD, ...unread });
    expect(witnessIn(noLoss, told.world, committed(2))).toEqual({ cause: SKIPPED_BY_GROUP, ...unread });
  });

  it('V7: a record behind a transaction that is never ended stays unread: nobody has gone past it', () => {
    const told = story(transactional());
    const { world } = told;
    const replica = replicaOf(world, told.state, 0, 0);
    const sent = edited(told, { sends: [acknowledged] });
    const unread = withReplica(world, sent, 0, 0, { ...replica, log: [inTransaction(0)], highWatermark: 1 });
    expect(witnessIn(noLoss, world, unread)).toEqual({
      cause: STAYS_UNREAD,
      value: 0,
      group: 0,
      partition: 0,
      offset: 0,
    });
  });
});

describe('no-loss asks whether anybody has gone past the record', () => {
  /** Two groups of two members; the first has processed r0 and r1, the second only r0. All there is of the second is by hand. */
  const judged = (
    reset: string,
    committed: number,
    positions: readonly [number, number],
    { epochs = [-1, -1], logStart = 0 }: { epochs?: readonly [number, number]; logStart?: number } = {},
  ): string | undefined => {
    const told = story({
      consumer: { 'auto.offset.reset': reset },
      scope: { groups: 2, members: 2, records: 2 },
    }).settles('producer.give-up');
    const state = edited(told, { processed: [[seen(0), seen(1)], [seen(0)]] });
    const byHand = {
      ...state,
      logStarts: [logStart],
      groups: [
        { ...state.groups[0], committed: [2] },
        { ...state.groups[1], committed: [committed] },
      ],
      members: state.members.map((member, index) => ({
        ...member,
        positions: [[2, 2, ...positions][index]],
        positionEpochs: [[-1, -1, ...epochs][index]],
      })),
    };
    return witnessIn(noLoss, told.world, byHand)?.cause;
  };

  it.each<[string, string, Parameters<typeof judged>]>([
    ['its group has committed past it', SKIPPED_BY_GROUP, ['earliest', 2, [-1, -1]]],
    ['a member of its group reads on past it', SKIPPED_BY_GROUP, ['earliest', 0, [-1, 2]]],
    ['only another group has', STAYS_UNREAD, ['earliest', 1, [1, 1]]],
    ['nobody has, nor committed anything', STAYS_UNREAD, ['earliest', -1, [-1, -1]]],
    ['a group that wants an offset has committed none', GROUP_STOPS, ['none', -1, [-1, -1]]],
    ['it has, and may read on', STAYS_UNREAD, ['none', 1, [1, -1]]],
    ['what it has committed was deleted', GROUP_STOPS, ['none', 0, [-1, -1], { logStart: 1 }]],
    ['what a member would read next was deleted', GROUP_STOPS, ['none', 1, [-1, 0], { logStart: 1 }]],
    ['what a member has read was truncated', GROUP_STOPS, ['none', 1, [-1, 1], { epochs: [-1, 7] }]],
    ['what a member has read is what stands there', STAYS_UNREAD, ['none', 1, [-1, 1], { epochs: [-1, 0] }]],
    ['a member that owns nothing remembers an epoch', STAYS_UNREAD, ['none', 1, [-1, -1], { epochs: [7, 7] }]],
  ])('%s: %s', (_what, cause, history) => {
    expect(judged(...history)).toBe(cause);
  });

  it('behind a transform the reader of its output', () => {
    for (const reset of ['earliest', 'none']) {
      const told = story(transforming({ consumer: { 'auto.offset.reset': reset } })).settles();
      const done = story(transforming()).settles();
      const state = { ...done.state, ledger: { ...done.state.ledger, outputs: [], outputsAcknowledged: 0b1 } };
      const causes = [0, 1].map(
        (position) => witnessIn(noLoss, told.world, { ...state, downstream: [position] })?.cause,
      );
      expect(causes).toEqual([STAYS_UNREAD, SKIPPED_BY_GROUP]);
    }
  });

  it('the group itself, whatever one does that comes after it', () => {
    const told = story({ scope: { groups: 2, records: 2 } }).settles('producer.give-up');
    const state = edited(told, { processed: [[seen(0)], [seen(0), seen(1)]] });
    const behind = withGroup(state, 0, { ...state.groups[0], committed: [1] });
    const members = behind.members.map((member, index) => ({ ...member, positions: [index === 0 ? 1 : 2] }));
    expect(witnessIn(noLoss, told.world, { ...behind, members })).toMatchObject({ cause: STAYS_UNREAD, group: 0 });
  });

  it.each<[string, object, readonly number[], readonly number[], number]>([
    ['nobody has', { cause: STAYS_UNREAD }, [0, 0], [0, -1], 0],
    ['nobody has, though its output is there', { cause: STAYS_UNREAD }, [0, 0], [0, -1], 0b1],
    ['a member has', { cause: SKIPPED_BY_GROUP }, [0, 0], [-1, 1], 0],
    ['a group has', { cause: SKIPPED_BY_GROUP }, [0, 1], [-1, -1], 0],
    ['a group has nothing to start from', { cause: GROUP_STOPS, stopped: 1 }, [0, -1], [-1, -1], 0],
  ])('and any member of any group that should have made an output: %s', (_what, told, committed, positions, stored) => {
    const draft = { consumer: { 'auto.offset.reset': 'none' }, scope: { groups: 2 } } as const;
    const { world } = story(transforming(draft));
    const { state } = story(transforming({ scope: { groups: 2 } })).settles();
    const members = state.members.map((member, index) => ({ ...member, positions: [positions[index]] }));
    const groups = state.groups.map((group, index) => ({ ...group, committed: [committed[index]] }));
    const ledger = { ...state.ledger, outputs: [], outputsAcknowledged: stored };
    expect(witnessIn(noLoss, world, { ...state, members, groups, ledger })).toMatchObject({ ...told, partition: 0 });
  });

  it('and an input of a transform was stored, whatever its own producer asks for', () => {
    const { world, state } = story(transforming());
    const lost = withReplica(world, state, 0, 0, { ...replicaOf(world, state, 0, 0), log: [] });
    expect(witnessIn(noLoss, { ...world, acks: '0' }, lost)?.cause).toBe(LOST_BY_BROKERS);
  });
});

describe('no-loss is vacuous', () => {
  it('where no send was reported successful', () => {
    expect(exercises(noLoss, story())).toBe(false);
    expect(exercises(noLoss, story().settles('producer.give-up'))).toBe(true);
  });
});

describe('no-loss and retention', () => {
  it('says so when a record was deleted before anybody read it', () => {
    const told = story({ faults: { 'records.deleted': 1 } })
      .does('producer.send')
      .does('broker.produce')
      .does('producer.receive')
      .does('records.deleted')
      .settles();
    expect(verdictOn(noLoss, told)).toEqual({
      cause: DELETED_BY_RETENTION,
      value: 0,
      group: 0,
      partition: 0,
      offset: 0,
    });
  });
});
