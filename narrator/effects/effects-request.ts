import type { Action } from '../../model/action.ts';
import type { LogRecord } from '../../model/broker/log/log.ts';
import { isEqual } from '../../model/equal.ts';
import { unreachable } from '../../model/machine.ts';
import type { Batch, ProduceError, Request } from '../../model/network/requests/request.ts';
import { range } from '../../model/sets.ts';
import { replicaOf } from '../../model/update.ts';
import type { Moment } from '../moment.ts';
import { brokerName, brokersName, ERROR_NAMES, partitionName, producerName, recordName } from '../names.ts';
import { orphanEffects } from './effects-orphan.ts';

/** What became of produce requests: answered, waiting, broken off. */
export function requestEffects(moment: Moment, action: Action): string[] {
  const { world, before, after } = moment;
  const effects = action.type === 'network.arrive' ? orphanEffects(moment, before.orphanedRequests[action.index]) : [];
  for (const producer of range(world.producers)) {
    const was = before.producers[producer];
    const is = after.producers[producer];
    for (const [place, request] of was.inFlight.entries()) {
      const now = nowOf(was.inFlight, is.inFlight, place);
      if (now !== undefined) effects.push(...progress(moment, producer, request, now));
      else if (is.queue.some((batch) => isSame(batch, request.batch)))
        effects.push(broken(moment, producer, request, action));
    }
  }
  const left = after.orphanedRequests.length - before.orphanedRequests.length;
  if (left > 0 && action.type !== 'consumer.commit')
    effects.push(`${left === 1 ? 'a request is' : `${left} requests are`} still on the way`);
  return effects;
}

/**
 * What a request is after the step. Of requests that are alike the oldest are answered first, and new ones come last: which
 * is which is told by their order.
 */
function nowOf(was: readonly Request[], is: readonly Request[], place: number): Request | undefined {
  const alike = ({ batch, broker }: Request): boolean =>
    broker === was[place].broker && isEqual(batch, was[place].batch);
  const gone = Math.max(0, was.filter(alike).length - is.filter(alike).length);
  const older = was.slice(0, place).filter(alike).length;
  return older < gone ? undefined : is.filter(alike)[older - gone];
}

function progress(moment: Moment, producer: number, was: Request, is: Request): string[] {
  if (was.stage === is.stage) return [];
  const { world, after } = moment;
  const { batch, broker } = is;
  const effects: string[] = [];
  if (was.stage === 'wire' && is.error === 'none') {
    const offset = duplicateOf(moment, batch, broker);
    if (offset >= 0) {
      const place = `${partitionName(world, batch.partition)} at offset ${offset}`;
      effects.push(`producer id and sequence say that it is in ${place} already: it is not appended again`);
    }
  }
  const record = recordName(world, batch.partition, batch.value);
  if (is.stage === 'log') {
    effects.push(`${brokerName(broker)} answers once every in-sync replica has it (acks=all)`);
  } else if (is.error === 'none') {
    effects.push(`${brokerName(broker)} answers ${producerName(world, producer)}: ${record} is stored`);
  } else {
    const { leading } = replicaOf(world, after, broker, batch.partition) ?? { leading: null };
    const why = whyRefused(is.error, batch, leading?.isr ?? 0, world.minIsr, was.stage === 'log');
    effects.push(`${brokerName(broker)} answers ${producerName(world, producer)}: ${why}`);
  }
  return effects;
}

/** The offset at which a handled batch stood before; -1 where it was appended now. */
function duplicateOf({ world, before, after }: Moment, batch: Batch, broker: number): number {
  const index = broker * world.partitions + batch.partition;
  const log = after.replicas[index]?.log ?? [];
  if (batch.sequence < 0 || !isEqual(log, before.replicas[index]?.log)) return -1;
  return log.findIndex((record) => isOf(record, batch));
}

const isOf = (record: LogRecord, batch: Batch): boolean =>
  record.kind === 'data' &&
  record.producerId === batch.producerId &&
  record.producerEpoch === batch.epoch &&
  record.sequence === batch.sequence;

function whyRefused(error: ProduceError, batch: Batch, isr: number, minIsr: number, appended: boolean): string {
  const name = ERROR_NAMES[error];
  switch (error) {
    case 'not-enough-replicas':
      return `${name}${appended ? '_AFTER_APPEND' : ''}, the ISR is ${brokersName(isr)} and min.insync.replicas=${minIsr}`;
    case 'request-timed-out':
      return `${name}, it waits for its followers no longer`;
    case 'out-of-order-sequence':
      return `${name}, sequence ${batch.sequence} is not the next one`;
    case 'invalid-producer-epoch':
      return `${name}, producer epoch ${batch.epoch} is fenced`;
    case 'concurrent-transactions':
      return `${name}, the transaction before is still being ended`;
    case 'invalid-transaction-state':
      return `${name}, the coordinator knows of no such transaction`;
    case 'unknown-producer-id':
      return `${name}, nothing is left here of producer id ${batch.producerId}`;
    case 'none':
    case 'not-leader':
    case 'invalid-record':
      return name;
    default:
      return unreachable(error);
  }
}

/** A batch that waits for another try may have been counted or numbered anew. */
const isSame = (a: Batch, b: Batch): boolean =>
  a.value === b.value && a.partition === b.partition && a.transaction === b.transaction;

function broken({ world }: Moment, producer: number, { batch }: Request, action: Action): string {
  const record = recordName(world, batch.partition, batch.value);
  return action.type === 'producer.receive'
    ? `${producerName(world, producer)} will retry ${record}`
    : `${producerName(world, producer)} does not learn what became of ${record} and will retry it`;
}
