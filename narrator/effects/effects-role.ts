import type { Action } from '../../model/action.ts';
import type { Replica } from '../../model/broker/replica.ts';
import { isEqual } from '../../model/equal.ts';
import { range } from '../../model/sets.ts';
import type { Moment } from '../moment.ts';
import { brokerName, brokersName, partitionName } from '../names.ts';

/** Which broker becomes leader or follower of what, and what leaders ask of the controller. */
export function replicaRoleEffects({ world, before, after }: Moment, action: Action): string[] {
  // What no broker has heard of yet, none of them learns that it lacks.
  if (action.type === 'topic.created') return [];
  return range(world.partitions).flatMap((partition) =>
    world.placement[partition].flatMap((broker) => {
      const index = broker * world.partitions + partition;
      const was = before.replicas[index];
      const is = after.replicas[index];
      // What a broker forgets when it dies is no news.
      if (was === null || is === null || isEqual(was, is) || !after.brokers[broker].up) return [];
      const decided = !isEqual(before.controller, after.controller);
      return roleOf(brokerName(broker), partitionName(world, partition), was, is, decided);
    }),
  );
}

function roleOf(broker: string, partition: string, was: Replica, is: Replica, decided: boolean): string[] {
  const epoch = `(leader epoch ${is.leaderEpoch})`;
  if (is.leading === null) {
    if (was.leading === null && was.leader === is.leader && was.leaderEpoch === is.leaderEpoch) return [];
    const stops = was.leading === null ? '' : `stops leading ${partition} and `;
    if (is.leader < 0) return [`${broker} ${stops}learns that ${partition} has no leader`];
    return [`${broker} ${stops}follows ${brokerName(is.leader)} for ${partition} ${epoch}`];
  }
  if (was.leading === null || was.leaderEpoch !== is.leaderEpoch) {
    return [`${broker} becomes leader of ${partition} ${epoch}`];
  }
  const effects: string[] = [];
  if (was.leading.isr !== is.leading.isr && !decided) {
    effects.push(`${broker} learns that the ISR of ${partition} is ${brokersName(is.leading.isr)}`);
  }
  if (was.leading.proposedIsr !== is.leading.proposedIsr && is.leading.proposedIsr !== 0) {
    effects.push(`${broker} asks the controller for ISR ${brokersName(is.leading.proposedIsr)} of ${partition}`);
  }
  return effects;
}
