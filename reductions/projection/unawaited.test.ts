import { expect, it } from 'vitest';
import type { Action } from '../../model/action.ts';
import { asking } from '../../model/query.ts';
import { data } from '../../model/testing/records.ts';
import { replicated, story } from '../../model/testing/story.ts';
import type { ClusterState } from '../../model/state.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { all, budget, type Change, changesOf, down } from '../testing/changes.ts';
import { settledSteps } from './settled-steps.ts';
import { areUnawaited, risesAtOnce } from './unawaited.ts';

/** Two records that broker 0 leads; both followers have them, and no broker crashes any more. */
const draft = replicated(3, 2, {
  producer: { acks: '1', 'enable.idempotence': false },
  faults: { 'broker.crash': 1 },
  scope: { records: 2, lags: 1 },
});
const { world, state: settled } = story(draft).settles('producer.give-up');
const state = budget({ 'broker.crash': 0 })(settled);
const change = changesOf(world);
const records = [data(0), data(1)];

it('no producer waits for followers where its leader leads for good and acks is not all', () => {
  expect(areUnawaited(world).of(state, -1, -1)).toBe(true);
  expect(areUnawaited(world).of(down(1)(state), -1, -1)).toBe(true);
});

it.each<[string, Change]>([
  ['as long as a broker may crash', budget({ 'broker.crash': 1 })],
  ['where the leader has not heard that it leads', change.replica(0, 0, { leading: null })],
  ['where the coordinator is down, which runs on the last broker', down(2)],
  ['where the leader believes of a follower what is not so', change.replica(2, 0, { log: [] })],
])('but not %s', (_where, changed) => {
  expect(areUnawaited(world).of(changed(state), -1, -1)).toBe(false);
});

it.each<[string, SetupDraft]>([
  ['where producers wait', { producer: { acks: 'all' } }],
  ['where consumers look at the end of the log', { ...draft, consumer: { 'auto.offset.reset': 'latest' } }],
  ['where consumers look at how often a record was sent', { ...draft, application: { 'on.send.failure': 'resend' } }],
  ['with two partitions', { ...draft, topic: { ...draft.topic, partitions: 2 } }],
])('nor %s', (_where, other) => {
  const { world: another, state: init } = story(replicated(3, 2, { ...other, faults: {} }));
  expect(areUnawaited(another).of(init, -1, -1)).toBe(false);
});

it('fencing a broker that is down counts where that begins a new leader epoch', () => {
  const zookeeper = story({ kafka: '3.2', ...draft, faults: {} });
  expect(areUnawaited(zookeeper.world).of(zookeeper.state, -1, -1)).toBe(true);
  expect(areUnawaited(zookeeper.world).of(down(1)(zookeeper.state), -1, -1)).toBe(false);
});

it('nor where the coordinator will not answer once a broker that is down is fenced', () => {
  const careful = story({ ...draft, broker: { 'min.insync.replicas': 3 }, faults: {} });
  expect(areUnawaited(careful.world).of(careful.state, -1, -1)).toBe(true);
  expect(areUnawaited(careful.world).of(down(1)(careful.state), -1, -1)).toBe(false);
});

/** The leader has both records and nobody has fetched; broker 2 has told of an end, or has one. */
const behind = (end: number, log: number): ClusterState =>
  all(
    change.replica(0, 0, { log: records, highWatermark: 0 }),
    change.leading(0, 0, { ends: [0, 0, end] }),
    change.replica(1, 0, { log: [], highWatermark: 0 }),
    change.replica(2, 0, { log: records.slice(0, log), highWatermark: 0 }),
  )(state);

it.each([
  [0, 0],
  [0, 2],
  [2, 2],
])('where no follower has an end in between the high watermark rises at once (%i, %i)', (end, log) => {
  expect(risesAtOnce(world).of(behind(end, log), -1, -1)).toBe(true);
});

it.each([
  [0, 1],
  [1, 1],
  [1, 2],
])('where one has, or has told of one, it may stop there, and brokers come in any order (%i, %i)', (end, log) => {
  const between = behind(end, log);
  expect(risesAtOnce(world).of(between, -1, -1)).toBe(false);
  const fetches = [1, 2].map((broker): Action => ({ type: 'replica.fetch', partition: 0, broker }));
  const send: Action = { type: 'producer.send', producer: 0, broker: 0 };
  expect(settledSteps(world).choose([...fetches, send], asking(between))).toEqual(fetches);
});
