import { describe, expect, it } from 'vitest';
import { Incident } from '../../model/observer/ledger.ts';
import { add } from '../../model/sets.ts';
import { data } from '../../model/testing/records.ts';
import { replicated, story } from '../../model/testing/story.ts';
import { withLedger } from '../../model/update.ts';
import { all, type Change, changesOf, down, fenced } from '../testing/changes.ts';
import { observation, terminal } from './labels.ts';

/** Two partitions on two brokers each, with a record each; partition 0 is led by broker 0, partition 1 by broker 1. */
const draft = replicated(2, 1, { topic: { partitions: 2 }, scope: { records: 2, lags: 0 } });
const { world, state } = story(draft).settles('producer.give-up');
const atTheEnd = story({ ...draft, consumer: { 'auto.offset.reset': 'latest' } }).world;
const change = changesOf(world);

const sends =
  (value: number, fields: Partial<(typeof state.ledger.sends)[number]>): Change =>
  (before) =>
    withLedger(before, {
      sends: before.ledger.sends.map((send, index) => (index === value ? { ...send, ...fields } : send)),
    });
const noted: Change = (before) => withLedger(before, { incidents: add(before.ledger.incidents, Incident.outOfOrder) });
const logStart =
  (partition: number): Change =>
  (before) => ({ ...before, logStarts: before.logStarts.map((start, index) => (index === partition ? 1 : start)) });
const committedOnce =
  (partition: number): Change =>
  (before) =>
    withLedger(before, {
      committed: before.ledger.committed.map((log, index) => (index === partition ? [...log, data(9)] : log)),
    });

const leaders = [0, 1].map((partition) => {
  const [leader, follower] = world.placement[partition];
  const log = [data(partition)];
  return { partition, leader, follower, log };
});

describe('consumers observe', () => {
  it.each<[string, Change]>([
    ['whether the coordinators answer', down(1)],
    ...leaders.flatMap(({ partition, leader, log }): [string, Change][] => [
      [`whether somebody leads partition ${partition}`, change.replica(leader, partition, { leading: null })],
      [`the high watermark of partition ${partition}`, change.replica(leader, partition, { highWatermark: 0 })],
      [`a record of partition ${partition}`, change.replica(leader, partition, { log: [data(7)] })],
      [
        `the epoch of a record of partition ${partition}`,
        change.replica(leader, partition, { log: log.map((record) => ({ ...record, leaderEpoch: 3 })) }),
      ],
      [`that the log of partition ${partition} is shorter`, change.replica(leader, partition, { log: [] })],
      [`that partition ${partition} has lost its beginning to retention`, logStart(partition)],
      [`that a record of partition ${partition} was sent again`, sends(partition, { times: 2 })],
    ]),
    [
      'what was below a high watermark once, where a position may be',
      all(committedOnce(0), change.replica(0, 0, { highWatermark: 1, log: [data(0), data(8)] })),
    ],
  ])('%s', (_what, changed) => {
    expect(observation(world, changed(state))).not.toBe(observation(world, state));
  });

  it.each<[string, Change]>([
    ['what is above every high watermark there was', change.lastRecord(0, 0, 'one more')],
    ['what a follower has', change.lastRecord(1, 0, 'another')],
    ['what became of a send', sends(0, { outcome: 'failed' })],
    ['that a broker is fenced that nobody needs', fenced(1)],
    ['what the observer has noted', noted],
    ['that more was committed once than anybody has', committedOnce(0)],
  ])('but not %s', (_what, changed) => {
    expect(observation(world, changed(state))).toBe(observation(world, state));
  });

  it('where the log ends, and whether its leader knows, if they may start there', () => {
    const changes = [change.lastRecord(0, 0, 'one more'), change.leading(0, 0, { epochStart: 9 })];
    for (const changed of changes) {
      expect(observation(atTheEnd, changed(state))).not.toBe(observation(atTheEnd, state));
      expect(observation(world, changed(state))).toBe(observation(world, state));
    }
  });

  it('which record was sent again, and in which partition it all is', () => {
    const words = [sends(0, { times: 2 }), sends(1, { times: 2 }), logStart(0), logStart(1)].map((changed) =>
      observation(world, changed(state)),
    );
    expect(new Set(words).size).toBe(4);
  });
});

describe('at rest properties look at', () => {
  it('the epochs of what is served where consumers stop that do not find the log as it was, and only there', () => {
    const stopping = story({ ...draft, consumer: { 'auto.offset.reset': 'none' } }).world;
    const changed = change.replica(0, 0, { log: [{ ...data(0), leaderEpoch: 3 }] })(state);
    const before = change.replica(0, 0, { log: [data(0)] })(state);
    expect(terminal(stopping, changed)).not.toBe(terminal(stopping, before));
    expect(terminal(world, changed)).toBe(terminal(world, before));
  });

  it('whether a record was ever stored that nobody was told of', () => {
    expect(terminal(world, withLedger(state, { stored: state.ledger.stored ^ 1 }))).not.toBe(terminal(world, state));
  });

  it.each<[string, Change]>([
    ['what became of a send', sends(1, { outcome: 'failed' })],
    ['what the observer has noted', noted],
    ...leaders.flatMap(({ partition, leader }): [string, Change][] => [
      [`whether anybody may lead partition ${partition}`, change.leadership(partition, { leader: -1 })],
      [`whether anybody leads partition ${partition}`, change.replica(leader, partition, { leading: null })],
      [`what is served of partition ${partition}`, change.lastRecord(leader, partition, 'another')],
      [`how far partition ${partition} is served`, change.replica(leader, partition, { highWatermark: 0 })],
      [`what retention has left of partition ${partition}`, logStart(partition)],
    ]),
    ['whether a record is a marker', change.replica(0, 0, { log: [{ ...data(0), kind: 'commit' }] })],
  ])('%s', (_what, changed) => {
    expect(terminal(world, changed(state))).not.toBe(terminal(world, state));
  });

  it.each<[string, Change]>([
    ['who leads', change.leadership(0, { leader: 1 })],
    ['what a follower has', change.lastRecord(1, 0, 'another')],
    ['how often a record was sent', sends(0, { times: 2 })],
  ])('but not at %s', (_what, changed) => {
    expect(terminal(world, changed(state))).toBe(terminal(world, state));
  });
});
