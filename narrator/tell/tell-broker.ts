import type { ActionOf, BrokerAction } from '../../model/action.ts';
import { unreachable } from '../../model/machine.ts';
import { placesOnWire } from '../../model/network/requests/connection.ts';
import type { Batch, OrphanedRequest } from '../../model/network/requests/request.ts';
import { replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import type { Moment, Told } from '../moment.ts';
import {
  brokerName,
  brokersName,
  CONTROLLER,
  GROUP_COORDINATOR,
  internalTopicName,
  markedName,
  memberName,
  NETWORK,
  offsetsName,
  partitionName,
  producerName,
  recordName,
  stampOf,
  TRANSACTION_COORDINATOR,
  transactionName,
} from '../names.ts';

/** What brokers and the controller do. */
export function tellBroker(moment: Moment, action: BrokerAction): Told {
  const { world, before, after } = moment;
  switch (action.type) {
    case 'broker.restart':
      return { actor: brokerName(action.broker), text: 'starts again on the log that it has' };
    case 'broker.update-metadata':
      return {
        actor: brokerName(action.broker),
        text: `applies the controller's newest metadata${reporting(moment, action.broker)}`,
      };
    case 'replica.fetch': {
      const follower = replicaOf(world, before, action.broker, action.partition);
      const cut = replicaOf(world, after, action.broker, action.partition).log.length < follower.log.length;
      const from = `${partitionName(world, action.partition)} from ${brokerName(follower.leader)}`;
      const text = cut
        ? `fetches ${from}, whose log differs from its own`
        : `fetches ${from}, from offset ${follower.log.length} on`;
      return { actor: brokerName(action.broker), text };
    }
    case 'replica.lag': {
      const { leader } = before.controller.partitions[action.partition];
      const late = `${brokerName(action.broker)} has not caught up on ${partitionName(world, action.partition)}`;
      return { actor: brokerName(leader), text: `finds that ${late} for replica.lag.time.max.ms` };
    }
    case 'controller.alter-partition': {
      const { leading } = replicaOf(world, before, action.broker, action.partition);
      const isr = brokersName(leading?.proposedIsr ?? 0);
      const request = `${brokerName(action.broker)}'s request for ISR ${isr} of ${partitionName(world, action.partition)}`;
      return { actor: CONTROLLER, text: `decides on ${request}` };
    }
    case 'controller.fence-broker':
      return { actor: CONTROLLER, text: `misses the heartbeats of ${brokerName(action.broker)} and fences it` };
    case 'controller.unfence-broker':
      return { actor: CONTROLLER, text: `hears from ${brokerName(action.broker)} again and unfences it` };
    case 'shutdown.complete':
      return { actor: brokerName(action.broker), text: 'flushes its logs and stops' };
    case 'controller.elect-unclean': {
      const partition = partitionName(world, action.partition);
      return {
        actor: CONTROLLER,
        text: `elects any replica of ${partition} that is alive (unclean.leader.election.enable=true)`,
      };
    }
    case 'broker.produce': {
      const { inFlight } = before.producers[action.producer];
      const request = inFlight.find(({ broker, stage }) => broker === action.broker && stage === 'wire');
      const what = request === undefined ? '' : ` to ${appendName(world, request.batch)}`;
      const from = producerName(world, action.producer);
      return { actor: brokerName(action.broker), text: `handles the request of ${from}${what}` };
    }
    case 'broker.time-out': {
      const { inFlight } = before.producers[action.producer];
      const request = inFlight.find(({ broker, stage }) => broker === action.broker && stage === 'log');
      const what = request === undefined ? '' : ` on ${appendedName(world, request.batch)}`;
      return {
        actor: brokerName(action.broker),
        text: `has not heard from every in-sync replica${what} for request.timeout.ms`,
      };
    }
    case 'network.overtake': {
      const { inFlight } = before.producers[action.producer];
      const [first, second] = placesOnWire({ inFlight }, action.broker).map((place) => inFlight[place]);
      const [ahead, behind] = [second, first].map(({ batch }) => recordName(world, batch.partition, batch.value));
      return { actor: NETWORK, text: `lets ${ahead} get ahead of ${behind}: each has a connection of its own` };
    }
    case 'network.arrive': {
      return tellArrival(world, before.orphanedRequests[action.index]);
    }
    case 'network.arrive-commit': {
      const offsets = offsetsName(world, before.members[action.member].lateCommits[action.index]);
      const text = `gets a request of ${memberName(world, action.member)} whose connection is gone, to commit ${offsets}`;
      return { actor: GROUP_COORDINATOR, text };
    }
    case 'coordinator.load':
      return tellLoad(moment, action);
    default:
      return unreachable(action);
  }
}

const appendedName = (world: World, { partition, value }: Batch): string =>
  `${recordName(world, partition, value)} of ${partitionName(world, partition)}`;

function tellLoad({ before }: Moment, { coordinator, keeps }: ActionOf<'coordinator.load'>): Told {
  const [actor, log] =
    coordinator === 'group'
      ? [GROUP_COORDINATOR, before.offsetsLog]
      : [TRANSACTION_COORDINATOR, before.transactionsLog];
  const topic = internalTopicName(coordinator);
  if (keeps === 0) return { actor, text: `loads ${topic}, of which nothing is left` };
  const lost = (log?.entries.length ?? 0) - keeps;
  const writes = lost === 1 ? 'the last write is' : `the last ${lost} writes are`;
  return { actor, text: `loads what is left of ${topic}: ${writes} missing` };
}

/** What nobody waits for arrives. */
function tellArrival(world: World, orphan: OrphanedRequest): Told {
  switch (orphan.kind) {
    case 'produce': {
      const what = `${appendName(world, orphan.batch)}${stampOf(orphan.batch)}`;
      const late = `a request of ${producerName(world, orphan.producer)} whose connection is gone`;
      return { actor: brokerName(orphan.broker), text: `gets ${late}, to ${what}` };
    }
    case 'marker': {
      const { producer, partition, broker, epoch, transaction, commit } = orphan;
      const marker = `the ${commit ? 'commit' : 'abort'} marker of ${transactionName(world, transaction)}`;
      const whose = `producer id ${producer}, epoch ${epoch}`;
      return {
        actor: partition < 0 ? GROUP_COORDINATOR : brokerName(broker),
        text: `gets a request whose connection is gone, to append ${marker} to ${markedName(world, partition)} (${whose})`,
      };
    }
    case 'offset-commit': {
      const again = orphan.generation < 0 ? ', which its client had refused and which is tried again' : '';
      const text = `gets ${memberName(world, orphan.member)}'s commit of ${offsetsName(world, orphan.offsets)}${again}`;
      return { actor: GROUP_COORDINATOR, text };
    }
    case 'transaction-offsets': {
      const what = `commit ${offsetsName(world, orphan.offsets)} in ${transactionName(world, orphan.transaction)}`;
      const text = `gets a request whose connection is gone, to ${what} (producer epoch ${orphan.epoch})`;
      return { actor: GROUP_COORDINATOR, text };
    }
    case 'end-transaction': {
      const what = `${orphan.commit ? 'commit' : 'abort'} ${transactionName(world, orphan.transaction)}`;
      const text = `gets a request whose connection is gone, to ${what} (producer epoch ${orphan.epoch})`;
      return { actor: TRANSACTION_COORDINATOR, text };
    }
  }
}

const appendName = (world: World, { partition, value }: Batch): string =>
  `append ${recordName(world, partition, value)} to ${partitionName(world, partition)}`;

/** What a broker with new disks does besides. */
const reporting = ({ before }: Moment, broker: number): string =>
  before.brokers[broker].newDisks ? ', and reports in which directory of its new disks its replicas are' : '';
