import type { Action } from '../../model/action.ts';
import { isFaultAction } from '../../model/faults/fault-kinds.ts';
import { unreachable } from '../../model/machine.ts';
import type { Moment, Told } from '../moment.ts';
import { tellBroker } from './tell-broker.ts';
import { tellConsumer } from './tell-consumer.ts';
import { tellFault } from './tell-fault.ts';
import { tellGroup } from './tell-group.ts';
import { tellProducer } from './tell-producer.ts';
import { tellTransaction } from './tell-transaction.ts';

/** Who does what in a step, by subsystem: a new type of action that nobody tells does not compile. */
export function tell(moment: Moment, action: Action): Told {
  if (isFaultAction(action)) return tellFault(moment, action);
  switch (action.type) {
    case 'broker.restart':
    case 'broker.update-metadata':
    case 'replica.fetch':
    case 'replica.lag':
    case 'controller.alter-partition':
    case 'controller.fence-broker':
    case 'controller.elect-unclean':
    case 'controller.unfence-broker':
    case 'shutdown.complete':
    case 'broker.produce':
    case 'network.overtake':
    case 'network.arrive':
    case 'network.arrive-commit':
    case 'broker.time-out':
    case 'coordinator.load':
      return tellBroker(moment, action);
    case 'producer.send':
    case 'producer.retry':
    case 'producer.receive':
    case 'producer.give-up':
    case 'producer.expire':
    case 'producer.forget-partition':
    case 'producer.restart':
    case 'producer.initialise':
    case 'producer.end-transaction':
    case 'producer.resume':
      return tellProducer(moment, action);
    case 'transaction.time-out':
    case 'transaction.write-marker':
    case 'transaction.write-offsets-marker':
    case 'transaction.complete':
      return tellTransaction(moment, action);
    case 'group.apply-offsets':
    case 'group.evict':
    case 'group.complete':
      return tellGroup(moment, action);
    case 'consumer.join':
    case 'consumer.sync':
    case 'consumer.poll':
    case 'consumer.poll-prefix':
    case 'consumer.poll-across-high-watermark':
    case 'consumer.process':
    case 'consumer.commit':
    case 'consumer.commit-stale':
    case 'consumer.auto-commit':
    case 'consumer.expire-cache':
    case 'consumer.send-offsets':
    case 'consumer.dead-letter':
    case 'consumer.checkpoint':
    case 'worker.process':
    case 'worker.overtake':
    case 'consumer.restart':
    case 'consumer.resume':
    case 'consumer.leave':
    case 'consumer.leave-stale':
    case 'consumer.revoke-unvalidated':
    case 'downstream.poll':
      return tellConsumer(moment, action);
    default:
      return unreachable(action);
  }
}
