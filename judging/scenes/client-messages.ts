import type { Action } from '../../model/action.ts';
import type { ClusterState } from '../../model/state.ts';
import type { World } from '../../model/world.ts';
import {
  brokerName,
  DOWNSTREAM,
  GROUP_COORDINATOR,
  memberName,
  producerName,
  TRANSACTION_COORDINATOR,
} from '../../narrator/names.ts';
import type { ClusterStep } from '../../narrator/story.ts';
import type { Post } from './post.ts';

/** What clients and coordinators say to each other, in one step each: groups, transactions, reads. */
export function postClients(world: World, post: Post, { action, before, after }: ClusterStep, step: number): void {
  const leaderOf = (partition: number): string => brokerName(after.controller.partitions[partition].leader);
  const said = SAID[action.type];
  if (said !== undefined) {
    const [from, to, label] = (said as Said<Action>)(world, action, leaderOf);
    post.pass(step, { from, to, label, kind: 'group' });
  }
  if (POLLS.has(action.type) && 'member' in action) {
    const [old, now] = [before.members[action.member], after.members[action.member]];
    const got = [...now.batch, ...now.worker.slice(old.worker.length)];
    for (const from of new Set(got.map(({ partition }) => leaderOf(partition)))) {
      const label = got.filter(({ partition }) => leaderOf(partition) === from).map(({ value }) => `r${value}`);
      post.pass(step, { from, to: memberName(world, action.member), label: label.join(' '), kind: 'fetch' });
    }
  }
  if (action.type === 'downstream.poll') {
    const label = outputsRead(before, after) || 'nothing';
    post.pass(step, { from: leaderOf(action.partition), to: DOWNSTREAM, label, kind: 'fetch' });
  }
}

/** Who says what to whom. */
type Said<A extends Action> = (
  world: World,
  action: A,
  leaderOf: (partition: number) => string,
) => readonly [from: string, to: string, label: string];

const SAID: { readonly [Type in Action['type']]?: Said<Extract<Action, { type: Type }>> } = {
  'consumer.join': (world, { member }) => [memberName(world, member), GROUP_COORDINATOR, 'join'],
  'consumer.sync': (world, { member }) => [GROUP_COORDINATOR, memberName(world, member), 'assignment'],
  'consumer.commit': (world, { member }) => [memberName(world, member), GROUP_COORDINATOR, 'commit'],
  'consumer.commit-stale': (world, { member }) => [memberName(world, member), GROUP_COORDINATOR, 'commit'],
  'consumer.auto-commit': (world, { member }) => [memberName(world, member), GROUP_COORDINATOR, 'commit'],
  'consumer.send-offsets': (world, { member }) => [memberName(world, member), GROUP_COORDINATOR, 'offsets (in txn)'],
  'producer.initialise': (world, { producer }) => [producerName(world, producer), TRANSACTION_COORDINATOR, 'init'],
  'producer.end-transaction': (world, { producer, commit }) => [
    producerName(world, producer),
    TRANSACTION_COORDINATOR,
    commit ? 'commit' : 'abort',
  ],
  'transaction.write-marker': (_world, { partition }, leaderOf) => [
    TRANSACTION_COORDINATOR,
    leaderOf(partition),
    'marker',
  ],
  'transaction.write-offsets-marker': () => [TRANSACTION_COORDINATOR, GROUP_COORDINATOR, 'marker'],
};

const POLLS: ReadonlySet<Action['type']> = new Set([
  'consumer.poll',
  'consumer.poll-prefix',
  'consumer.poll-across-high-watermark',
]);

/** The records that the reader behind a transform has read in a step. */
const outputsRead = (before: ClusterState, after: ClusterState): string =>
  after.ledger.outputs
    .filter(
      ({ value, partition, offset }) =>
        !before.ledger.outputs.some(
          (one) => one.value === value && one.partition === partition && one.offset === offset,
        ),
    )
    .map(({ value }) => `r${value}`)
    .join(' ');
