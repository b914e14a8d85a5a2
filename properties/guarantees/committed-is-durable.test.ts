import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../model/fingerprint.ts';
import { Incident } from '../../model/observer/ledger.ts';
import { data } from '../../model/testing/records.ts';
import { replicated, small, type Story, story } from '../../model/testing/story.ts';
import { replicaOf, withBroker, withFenced, withLeadership, withLedger, withReplica } from '../../model/update.ts';
import type { ClusterState } from '../../model/state.ts';
import { after, edited, exercises, verdictOn, witnessIn } from '../testing/verdict-on.ts';
import { committedIsDurable } from './committed-is-durable.ts';

const onTwoBrokers = (): Story =>
  story(replicated(2, 1)).does('producer.send').does('broker.produce').repeats('replica.fetch');

/** The follower's log replaced by hand. */
const withFollower = ({ world, state }: Story, log: ClusterState['ledger']['committed'][number]): ClusterState =>
  withReplica(world, state, 1, 0, { ...replicaOf(world, state, 1, 0), log });

/** A producer that retries without sequences, and a broker that may lead on in its epoch after it stopped. */
const retriedWithoutFencing = {
  producer: { acks: '1', 'enable.idempotence': false, retries: 3 },
  protocol: { registrationFencesOldIncarnation: false },
};

describe('committed-is-durable holds', () => {
  it('when every member of the ISR has what is below the high watermark', () => {
    expect(verdictOn(committedIsDurable, onTwoBrokers())).toBeNull();
  });

  it('when a member of the ISR lacks what is above it', () => {
    const told = story(replicated(2, 1)).does('producer.send').does('broker.produce');
    expect(verdictOn(committedIsDurable, told)).toBeNull();
  });

  it('when a member that lacks a committed record is down', () => {
    const told = onTwoBrokers();
    const state = withBroker(withFollower(told, []), 1, { up: false, orderly: false });
    expect(witnessIn(committedIsDurable, told.world, state)).toBeNull();
  });

  it('when a member of the ISR has an equal record that is another object', () => {
    const told = onTwoBrokers();
    const [record] = told.state.ledger.committed[0];
    expect(witnessIn(committedIsDurable, told.world, withFollower(told, [{ ...record }]))).toBeNull();
    expect(witnessIn(committedIsDurable, told.world, edited(told, { committed: [[{ ...record }]] }))).toBeNull();
  });

  it('when a record that a leader lost is appended again as it was, in the same epoch', () => {
    const told = story(small({ ...retriedWithoutFencing, faults: { 'broker.power-loss': 1, 'response.lost': 1 } }))
      .does('producer.send')
      .does('broker.produce')
      .does('response.lost')
      .does('broker.power-loss', { partition: 0, keeps: 0 })
      .does('broker.restart')
      .does('broker.update-metadata')
      .does('producer.retry')
      .does('broker.produce');
    expect(told.state.replicas[0]?.log).toEqual(told.state.ledger.committed[0]);
    expect(told.state.replicas[0]?.log[0]).not.toBe(told.state.ledger.committed[0][0]);
    expect(verdictOn(committedIsDurable, told)).toBeNull();
  });

  it('in both of two runs to one state, whichever copies of the record they left', () => {
    // The internal topics flush what is written to them: their logs tell the two runs apart.
    const broker = { 'log.flush.interval.messages': 1 };
    const topic = { 'flush.messages': 1_000_000 };
    const lossy = replicated(2, 1, { ...retriedWithoutFencing, broker, topic, faults: { 'broker.power-loss': 2 } });
    const restart = (told: Story, broker: number): Story =>
      told.does('broker.restart', { broker }).does('broker.update-metadata', { broker });
    const lose = (told: Story, broker: number): Story =>
      told.does('broker.power-loss', { broker, partition: 0, keeps: 0 });
    // The record is appended for the first time after both have lost power, and the follower has it from the leader.
    const once = story(lossy).does('producer.send');
    restart(restart(lose(lose(once, 0), 1), 1), 0);
    once.does('producer.retry').does('broker.produce').does('replica.fetch').does('replica.fetch');
    // The follower has it from before the leader lost it and appended it again.
    const again = story(lossy).does('producer.send').does('broker.produce');
    restart(lose(again, 1), 1).does('replica.fetch');
    restart(lose(again, 0), 0).does('producer.retry').does('broker.produce').does('replica.fetch');
    expect(fingerprint(again.state)).toEqual(fingerprint(once.state));
    expect(verdictOn(committedIsDurable, once.does('controller.alter-partition'))).toBeNull();
    expect(verdictOn(committedIsDurable, again.does('controller.alter-partition'))).toBeNull();
  });

  it('when nobody leads: nothing can be read, and nothing is lost yet', () => {
    const told = onTwoBrokers();
    const down = { up: false, orderly: false };
    const state = withBroker(withBroker(told.state, 0, down), 1, down);
    expect(witnessIn(committedIsDurable, told.world, state)).toBeNull();
  });
});

describe('committed-is-durable is violated', () => {
  it('when a member of the ISR lacks a committed record', () => {
    const told = onTwoBrokers();
    expect(witnessIn(committedIsDurable, told.world, withFollower(told, []))).toEqual({
      cause: 'a member of the ISR lacks a committed record',
      record: expect.objectContaining({ kind: 'data', value: 0 }),
      partition: 0,
      offset: 0,
      leader: 0,
      broker: 1,
    });
  });

  it('when a member of the ISR has another record at that offset', () => {
    const told = onTwoBrokers();
    const state = withFollower(told, [data(0, { leaderEpoch: 1 })]);
    expect(witnessIn(committedIsDurable, told.world, state)).toEqual({
      cause: 'a member of the ISR lacks a committed record',
      record: expect.objectContaining({ kind: 'data', value: 0 }),
      partition: 0,
      offset: 0,
      leader: 0,
      broker: 1,
    });
  });

  it('when a reader saw an offset change its record', () => {
    const told = onTwoBrokers();
    expect(witnessIn(committedIsDurable, told.world, after(told, Incident.offsetChanged))).toEqual({
      cause: 'an offset below the high watermark changed its record',
      incident: Incident.offsetChanged,
    });
  });

  it('when a committed record is gone', () => {
    const told = onTwoBrokers();
    const committed = [[...told.state.ledger.committed[0], data(9)]];
    expect(witnessIn(committedIsDurable, told.world, edited(told, { committed }))).toEqual({
      cause: 'a committed record is gone',
      record: expect.objectContaining({ kind: 'data', value: 9 }),
      partition: 0,
      offset: 1,
      instead: null,
      leader: 0,
    });
  });

  it('when another record stands at the offset of a committed one', () => {
    const told = onTwoBrokers();
    expect(witnessIn(committedIsDurable, told.world, edited(told, { committed: [[data(9)]] }))).toEqual({
      cause: 'a committed record is gone',
      record: expect.objectContaining({ kind: 'data', value: 9 }),
      partition: 0,
      offset: 0,
      instead: expect.objectContaining({ kind: 'data', value: 0 }),
      leader: 0,
    });
  });

  it('by an unclean election', () => {
    const told = story(
      replicated(2, 1, {
        broker: { 'unclean.leader.election.enable': true },
        faults: { 'broker.crash': 1 },
        scope: { lags: 1 },
      }),
    )
      .does('producer.send')
      .does('broker.produce')
      .does('replica.lag', { broker: 1 })
      .does('controller.alter-partition')
      .does('broker.crash', { broker: 0 })
      .does('controller.fence-broker')
      .does('controller.elect-unclean')
      .settles('producer.retry', 'producer.give-up');
    expect(verdictOn(committedIsDurable, told)).toEqual({
      cause: 'a committed record is gone',
      record: expect.objectContaining({ kind: 'data', value: 0 }),
      partition: 0,
      offset: 0,
      instead: null,
      leader: 1,
    });
  });
});

describe('committed-is-durable is judged', () => {
  /** Two partitions on two brokers, with a record each; broker 0 leads the first, broker 1 the second. */
  const { world, state } = story(replicated(2, 1, { topic: { partitions: 2 }, scope: { records: 2 } })).settles(
    'producer.give-up',
  );
  const lacking = (broker: number, partition: number): ClusterState =>
    withReplica(world, state, broker, partition, { ...replicaOf(world, state, broker, partition), log: [] });
  const missing = { cause: 'a member of the ISR lacks a committed record' };

  it('of every partition', () => {
    expect(witnessIn(committedIsDurable, world, lacking(1, 0))).toMatchObject({ ...missing, partition: 0, broker: 1 });
    expect(witnessIn(committedIsDurable, world, lacking(0, 1))).toMatchObject({ ...missing, partition: 1, broker: 0 });
    const committed = state.ledger.committed.map((log, partition) => (partition === 1 ? [...log, data(9)] : log));
    expect(witnessIn(committedIsDurable, world, withLedger(state, { committed }))).toMatchObject({
      cause: 'a committed record is gone',
      partition: 1,
    });
  });

  const leading = replicaOf(world, state, 0, 0);
  const behind = lacking(1, 0);
  it.each<[string, ClusterState]>([
    ['nobody may lead', withLeadership(behind, 0, { ...behind.controller.partitions[0], leader: -1 })],
    ['the leader is down', withBroker(behind, 0, { ...behind.brokers[0], up: false })],
    ['the leader has not heard of it', withReplica(world, behind, 0, 0, { ...leading, leading: null })],
    ['the leader leads in an earlier epoch', withReplica(world, behind, 0, 0, { ...leading, leaderEpoch: -1 })],
    ['nothing is below the high watermark', withReplica(world, behind, 0, 0, { ...leading, highWatermark: 0 })],
    ['the one that lacks a record is fenced', withFenced(behind, 0b10)],
  ])('and no member of the ISR lacks anything where %s', (_what, history) => {
    const [always] = committedIsDurable.checks(world);
    expect(always.violation(history)).toBeNull();
  });

  it('at rest and on the way, as soon as something is below a high watermark', () => {
    const none = withLedger(state, { committed: [[], []] });
    const some = withLedger(state, { committed: [[], [data(0)]] });
    for (const check of committedIsDurable.checks(world)) {
      expect([none, some].map((history) => check.exercised(history))).toEqual([false, true]);
    }
  });
});

describe('committed-is-durable is vacuous', () => {
  it('where nothing has come below a high watermark', () => {
    expect(exercises(committedIsDurable, story())).toBe(false);
    expect(exercises(committedIsDurable, onTwoBrokers())).toBe(true);
  });
});
