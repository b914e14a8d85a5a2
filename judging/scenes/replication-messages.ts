import { range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import { brokerName, brokersName, CONTROLLER } from '../../narrator/names.ts';
import type { ClusterStep } from '../../narrator/story.ts';
import type { Post } from './post.ts';

/** Fetches of followers, AlterPartition, registrations. */
export function postReplication(world: World, post: Post, { action, before, after }: ClusterStep, step: number): void {
  for (const partition of range(world.partitions)) {
    for (const broker of world.placement[partition]) {
      const old = replicaOf(world, before, broker, partition).leading?.proposedIsr ?? 0;
      const now = replicaOf(world, after, broker, partition).leading?.proposedIsr ?? 0;
      const key = `ISR of ${partition} by ${broker}`;
      if (old !== 0 && now !== old) post.end(key, step, action.type !== 'controller.alter-partition');
      if (now !== 0 && now !== old) {
        const label = `ISR ${brokersName(now)}?`;
        post.send(key, { from: brokerName(broker), to: CONTROLLER, sent: step, label, kind: 'control' });
      }
    }
  }
  if (action.type === 'replica.fetch') {
    const { broker, partition } = action;
    const { leader, log } = replicaOf(world, before, broker, partition);
    const { log: now } = replicaOf(world, after, broker, partition);
    const gained = now.slice(log.length).map(({ kind, value }) => (kind === 'data' ? `r${value}` : kind));
    const label = now.length < log.length ? 'truncate' : gained.join(' ') || `@${now.length}`;
    if (leader >= 0) post.pass(step, { from: brokerName(leader), to: brokerName(broker), label, kind: 'fetch' });
  }
  if (action.type === 'broker.restart') {
    post.pass(step, { from: brokerName(action.broker), to: CONTROLLER, label: 'registers', kind: 'control' });
  }
}

/** Metadata goes out when the controller decides, and comes when a broker applies it. */
export function postMetadata(post: Post, { action }: ClusterStep, step: number, decided: number): void {
  if (action.type !== 'broker.update-metadata') return;
  const message = { from: CONTROLLER, to: brokerName(action.broker), label: 'metadata', kind: 'control' } as const;
  post.pass(step, message, decided);
}

/** Whether the controller has decided on leaders in this step. */
export const isDecision = (before: ClusterState, after: ClusterState): boolean =>
  before.controller.partitions.some(({ leader, leaderEpoch }, partition) => {
    const now = after.controller.partitions[partition];
    return now.leader !== leader || now.leaderEpoch !== leaderEpoch;
  });
