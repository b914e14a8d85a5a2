import type { Action } from '../../model/action.ts';
import type { Leadership } from '../../model/broker/controller.ts';
import { isEqual } from '../../model/equal.ts';
import { has, intersects, range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import { replicaRoleEffects } from './effects-role.ts';
import type { Moment } from '../moment.ts';
import { brokerName, brokersName, partitionName } from '../names.ts';

/** What the controller decided, and which broker takes itself for what. */
export function leadershipEffects(moment: Moment, action: Action): string[] {
  const { world, before, after } = moment;
  const effects = range(world.partitions).flatMap((partition) => {
    const was = before.controller.partitions[partition];
    const is = after.controller.partitions[partition];
    return isEqual(was, is) ? [] : decisions(partitionName(world, partition), was, is, action);
  });
  if (action.type === 'controller.alter-partition' && effects.length === 0) {
    effects.push(`the controller refuses: ${refusal(world, before, action.partition, action.broker)}`);
  }
  return [...effects, ...replicaRoleEffects(moment, action)];
}

function decisions(name: string, was: Leadership, is: Leadership, action: Action): string[] {
  const effects: string[] = [];
  if (is.leader !== was.leader) {
    const elected = `${brokerName(is.leader)} is elected leader of ${name} (leader epoch ${is.leaderEpoch})`;
    effects.push(is.leader < 0 ? `${name} has no leader` : `${elected}${standing(was, is, action)}`);
  } else if (is.leaderEpoch !== was.leaderEpoch) {
    effects.push(`${brokerName(is.leader)} stays leader of ${name} in a new epoch (leader epoch ${is.leaderEpoch})`);
  }
  if (is.isr !== was.isr) effects.push(`ISR of ${name}: ${brokersName(was.isr)} → ${brokersName(is.isr)}`);
  if (is.elr !== was.elr) {
    effects.push(`eligible leader replicas of ${name}: ${brokersName(was.elr)} → ${brokersName(is.elr)}`);
  }
  return effects;
}

/** On what ground a broker outside the ISR was elected. */
function standing(was: Leadership, is: Leadership, action: Action): string {
  if (action.type === 'controller.elect-unclean') return ', whatever its log lacks';
  if (has(was.isr, is.leader)) return '';
  return action.type === 'broker.restart'
    ? ', the last known leader, though it may have lost records'
    : ', an eligible leader replica';
}

/** Why an AlterPartition request of a leader came to nothing. */
function refusal(world: World, before: ClusterState, partition: number, broker: number): string {
  const { leader, leaderEpoch, partitionEpoch } = before.controller.partitions[partition];
  const replica = replicaOf(world, before, broker, partition);
  if (leader !== broker || leaderEpoch !== replica.leaderEpoch) return 'FENCED_LEADER_EPOCH';
  if (partitionEpoch !== replica.leading?.partitionEpoch) return 'INVALID_UPDATE_VERSION';
  const dead = intersects(replica.leading.proposedIsr, before.controller.fenced);
  return `INELIGIBLE_REPLICA, a broker of it ${dead ? 'is fenced' : 'has registered anew since'}`;
}
