import type { ActionOf, FaultAction } from '../../model/action.ts';
import { offsetsToCommit } from '../../model/application/offsets.ts';
import { offsetsInTransaction } from '../../model/application/transaction-offsets.ts';
import { hasReplica, replicaOf } from '../../model/update.ts';
import { unreachable } from '../../model/machine.ts';
import { groupOf } from '../../model/world.ts';
import { oldestRequest } from '../../model/network/requests/connection.ts';
import { tellFailure, tellRefusedLetter } from '../failures.ts';
import type { Moment, Told } from '../moment.ts';
import {
  brokerName,
  CONTROLLER,
  endCall,
  ERROR_NAMES,
  GROUP_COORDINATOR,
  groupName,
  internalTopicName,
  markedName,
  memberName,
  NETWORK,
  offsetsName,
  partitionName,
  producerName,
  recordName,
  CLOCK,
  RETENTION,
  TRANSACTION_COORDINATOR,
  transactionName,
} from '../names.ts';
import { patienceWith } from '../patience.ts';

/** What goes wrong: a fault is told by its victim, or by the network. */
export function tellFault(moment: Moment, action: FaultAction): Told {
  const { world } = moment;
  switch (action.type) {
    case 'broker.crash':
      return { actor: brokerName(action.broker), text: 'crashes; its log survives' };
    case 'broker.power-loss':
      return { actor: brokerName(action.broker), text: `loses power; ${flushed(moment, action)}` };
    case 'broker.disk-loss':
      return { actor: brokerName(action.broker), text: 'loses its disks, and with them every log' };
    case 'producer.crash':
      return { actor: producerName(world, action.producer), text: 'crashes' };
    case 'consumer.crash':
      return { actor: memberName(world, action.member), text: 'crashes' };
    case 'consumer.stall':
      return { actor: memberName(world, action.member), text: `stalls, for longer than ${patienceWith(world)}` };
    case 'producer.stall':
      return { actor: producerName(world, action.producer), text: 'stalls, for longer than its time-outs' };
    case 'rebalance':
      return {
        actor: GROUP_COORDINATOR,
        text: `starts a rebalance of ${groupName(action.group)}: its members or its topics have changed`,
      };
    case 'auto-commit.refused':
      return {
        actor: GROUP_COORDINATOR,
        text: `rebalances ${groupName(groupOf(world, action.member))} once more, and refuses the automatic commit of ${memberName(world, action.member)} for its next assignment, which names its epoch of before: STALE_MEMBER_EPOCH; the client repeats it in the background, with what poll() has returned since`,
      };
    case 'request.lost':
      return {
        actor: NETWORK,
        text: `breaks ${connection(moment, action)}; ${oldestName(moment, action)} never arrives`,
      };
    case 'response.lost':
      return {
        actor: NETWORK,
        text: `loses the response to ${oldestName(moment, action)} as ${connection(moment, action)} breaks`,
      };
    case 'offset-commit-response.lost':
      return {
        actor: NETWORK,
        text:
          world.commit === 'auto'
            ? `loses the response to the automatic commit of ${memberName(world, action.member)} for its next assignment; the client repeats it in the background, with what poll() has returned since`
            : `loses the response to ${memberName(world, action.member)}, which ${commits(moment, action)}`,
      };
    case 'end-transaction-response.lost':
      return {
        actor: NETWORK,
        text: `loses the response to ${producerName(world, action.producer)}, which calls ${endCall(action.commit)}`,
      };
    case 'connection.lost': {
      const what = action.late ? '; what the broker has not read may still arrive' : ', with all that is on it';
      return { actor: NETWORK, text: `breaks ${connection(moment, action)}${what}` };
    }
    case 'end-transaction.delayed':
      return {
        actor: NETWORK,
        text: `breaks the connection of ${producerName(world, action.producer)}, which calls ${endCall(action.commit)}; the request is still on its way`,
      };
    case 'marker.delayed': {
      const { transaction, status } = moment.before.transactions[action.producer];
      const kind = status === 'prepare-commit' ? 'commit' : 'abort';
      const marker = `the ${kind} marker of ${transactionName(world, transaction)}`;
      return {
        actor: NETWORK,
        text: `breaks the connection of the ${TRANSACTION_COORDINATOR}, which sends ${marker} to ${markedName(world, action.partition)}; the request is still on its way, and will be sent once more`,
      };
    }
    case 'transaction-offsets.delayed': {
      const offsets = offsetsName(world, offsetsInTransaction(world, moment.before, action.member));
      return {
        actor: NETWORK,
        text: `breaks the connection of ${memberName(world, action.member)}, which calls sendOffsetsToTransaction() with ${offsets}; the request is still on its way`,
      };
    }
    case 'offset-commit.delayed': {
      const name = memberName(world, action.member);
      const commits = world.autoCommit
        ? `commits ${offsetsName(world, moment.before.members[action.member].positions)} automatically`
        : `commits ${offsetsName(world, offsetsToCommit(world, moment.before, action.member))}`;
      return {
        actor: NETWORK,
        text: `breaks the connection of ${name}, which ${commits}; the request is still on its way, and will be sent once more`,
      };
    }
    case 'join-group.delayed': {
      const request = world.rebalance === 'kip-848' ? 'the first heartbeat' : 'a JoinGroup';
      return {
        actor: GROUP_COORDINATOR,
        text: `gets ${request} of ${memberName(world, action.member)} whose connection broke before, and which it has sent once more since: nobody hears of the answer`,
      };
    }
    case 'batches.expired':
      return {
        actor: NETWORK,
        text: `delays what ${producerName(world, action.producer)} has sent until it has expired, while abortTransaction() waits for it; it may still arrive`,
      };
    case 'flush.expired':
      return {
        actor: NETWORK,
        text: `delays what ${producerName(world, action.producer)} has sent until it has expired, while commitTransaction() waits for it; it may still arrive`,
      };
    case 'leader.moved':
      return {
        actor: CONTROLLER,
        text: `is asked to make ${brokerName(action.broker)} the leader of ${partitionName(world, action.partition)}`,
      };
    case 'coordinator.moved':
      return {
        actor: GROUP_COORDINATOR,
        text: `moves to another broker as ${memberName(world, action.member)} ${commits(moment, action)}: the old one answers that it is stored, and the new one does not have it`,
      };
    case 'request.refused':
      return {
        actor: brokerName(action.broker),
        text: `refuses ${oldestName(moment, action)} for good: ${ERROR_NAMES['invalid-record']}`,
      };
    case 'dead-letter.refused':
      return tellRefusedLetter(moment, action);
    case 'records.deleted': {
      const end = moment.after.logStarts[action.partition];
      return {
        actor: RETENTION,
        text: `deletes what is below offset ${end} of ${partitionName(world, action.partition)}`,
      };
    }
    case 'offsets.expired':
      return {
        actor: GROUP_COORDINATOR,
        text: `lets the offset expire that ${groupName(action.group)} committed for ${partitionName(world, action.partition)}`,
      };
    case 'consumer.close':
      return { actor: memberName(world, action.member), text: 'is asked to stop, and leaves its loop' };
    case 'processing.failed':
      return tellFailure(moment, action);
    case 'broker.shutdown':
      return { actor: brokerName(action.broker), text: 'is told to stop, and asks the controller to take its place' };
    case 'broker.stall':
      return {
        actor: CONTROLLER,
        text: `misses the heartbeats of ${brokerName(action.broker)}, which lives and does not know, and fences it`,
      };
    case 'records.aged': {
      const reset = world.setup.consumer['auto.offset.reset'];
      return {
        actor: CLOCK,
        text: `goes on: what is below offset ${moment.after.ages[action.partition]} of ${partitionName(world, action.partition)} is older than ${reset.replace('by_duration:', '')}`,
      };
    }
    case 'topic.created':
      return {
        actor: CONTROLLER,
        text: `has just created ${world.transform ? 'the output topic' : 'the topic'}, of which no broker has heard yet`,
      };
    case 'coordinator-log.lost':
      return {
        actor: brokerName(action.broker),
        text: `loses power; not all of ${internalTopicName(action.coordinator)} had been flushed`,
      };
    default:
      return unreachable(action);
  }
}

function flushed({ world, before }: Moment, { broker, partition, keeps }: ActionOf<'broker.power-loss'>): string {
  if (partition < 0) return 'nothing of its logs had been flushed';
  const isWhole =
    !hasReplica(world, broker, partition) || replicaOf(world, before, broker, partition).log.length === keeps;
  if (isWhole) return 'its logs had been flushed';
  const records = keeps === 0 ? 'nothing' : keeps === 1 ? '1 record' : `${keeps} records`;
  return `${records} of ${partitionName(world, partition)} had been flushed`;
}

interface Connection {
  readonly producer: number;
  readonly broker: number;
}

const connection = ({ world }: Moment, { producer, broker }: Connection): string =>
  `the connection of ${producerName(world, producer)} to ${brokerName(broker)}`;

function oldestName({ world, before }: Moment, { producer, broker }: Connection): string {
  const request = oldestRequest(before.producers[producer], broker);
  if (request === null) return 'the request';
  return `the request for ${recordName(world, request.batch.partition, request.batch.value)}`;
}

const commits = ({ world, before }: Moment, { member }: { readonly member: number }): string =>
  `calls commitSync() with ${offsetsName(world, offsetsToCommit(world, before, member))}`;
