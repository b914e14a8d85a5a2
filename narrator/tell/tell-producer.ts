import type { ProducerAction } from '../../model/action.ts';
import { isRestored } from '../../model/application/checkpoints.ts';
import { unreachable } from '../../model/machine.ts';
import { oldestRequest } from '../../model/network/requests/connection.ts';
import type { Batch } from '../../model/network/requests/request.ts';
import { isInTransaction } from '../../model/producer/reinitialise.ts';
import { memberOf } from '../../model/transactional-ids.ts';
import type { World } from '../../model/world.ts';
import type { Moment, Told } from '../moment.ts';
import {
  brokerName,
  endCall,
  ERROR_NAMES,
  partitionName,
  producerName,
  recordName,
  stampOf,
  transactionOrdinal,
} from '../names.ts';

/** What producers do. */
export function tellProducer(moment: Moment, action: ProducerAction): Told {
  return { actor: producerName(moment.world, action.producer), text: textOf(moment, action) };
}

function textOf(moment: Moment, action: ProducerAction): string {
  const { world, before, after } = moment;
  const client = before.producers[action.producer];
  switch (action.type) {
    case 'producer.send':
      return sendText(moment, action.producer);
    case 'producer.retry': {
      const { batch } = after.producers[action.producer].inFlight[client.inFlight.length];
      return `sends ${sentName(world, batch, action.broker)} again${stampOf(batch)}`;
    }
    case 'producer.receive': {
      const request = oldestRequest(client, action.broker);
      if (request === null) return 'reads a response';
      const { value, partition } = request.batch;
      return `reads the response for ${recordName(world, partition, value)}: ${ERROR_NAMES[request.error]}`;
    }
    case 'producer.give-up': {
      const [batch] = client.queue;
      return `gives up on ${recordName(world, batch.partition, batch.value)}: delivery.timeout.ms has passed`;
    }
    case 'producer.expire': {
      const late = client.inFlight.find(({ batch, expired }) => batch.partition === action.partition && !expired);
      const name = recordName(world, action.partition, late?.batch.value ?? -1);
      const where = client.stalled ? '' : ', which is on its way again';
      return `gives up on ${name}${where}: delivery.timeout.ms has passed`;
    }
    case 'producer.forget-partition':
      return `hears from a broker that is starting of no ${partitionName(world, action.partition)}, and drops it with its sequence numbers`;
    case 'producer.restart':
      if (world.ids === 'per-start') return 'starts again with a new transactional.id';
      if (world.transactional) return 'starts again with the same transactional.id';
      return world.idempotent ? 'starts again with a new producer id' : 'starts again';
    case 'producer.initialise':
      return isInTransaction(client) ? 'asks for a new producer epoch (InitProducerId)' : 'calls initTransactions()';
    case 'producer.end-transaction':
      if (world.checkpoints && isRestored(world, before.members[memberOf(world, action.producer)])) {
        return `resumes transaction ${transactionOrdinal(client.transaction)} of its checkpoint, by producer id and epoch, and calls ${endCall(action.commit)}`;
      }
      return `calls ${endCall(action.commit)} for transaction ${transactionOrdinal(client.transaction)}`;
    case 'producer.resume':
      return 'wakes up and goes on where it was';
    default:
      return unreachable(action);
  }
}

function sendText({ world, before, after }: Moment, producer: number): string {
  const client = before.producers[producer];
  const now = after.producers[producer];
  const begins = world.transactional && client.transactionState !== 'open';
  const begun = begins ? `begins transaction ${transactionOrdinal(now.transaction)} and ` : '';
  if (now.queue.length > client.queue.length) {
    const batch = now.queue[now.queue.length - 1];
    const record = recordName(world, batch.partition, batch.value);
    return `${begun}buffers ${record} behind the retry of what came before${stampOf(batch)}`;
  }
  // The process has ended, and nothing is on its way that was.
  if (!now.up) {
    return `${begun}adds a partition to it: INVALID_PRODUCER_EPOCH, it is fenced`;
  }
  const { batch, broker } = now.inFlight[now.inFlight.length - 1];
  const again = client.resend.length > 0 ? ' once more, as a new record' : '';
  return `${begun}sends ${sentName(world, batch, broker)}${again}${stampOf(batch)}`;
}

const sentName = (world: World, { partition, value }: Batch, broker: number): string =>
  `${recordName(world, partition, value)} to ${partitionName(world, partition)} on ${brokerName(broker)}`;
