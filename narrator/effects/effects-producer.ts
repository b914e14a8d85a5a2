import type { Action } from '../../model/action.ts';
import { isEqual } from '../../model/equal.ts';
import type { Producer } from '../../model/producer/client/producer.ts';
import { elementsOf, range } from '../../model/sets.ts';
import type { World } from '../../model/world.ts';
import { isInTransaction } from '../../model/producer/reinitialise.ts';
import { exitReason } from '../exit-reason.ts';
import type { Moment } from '../moment.ts';
import { listed, partitionName, producerName, recordName, transactionOrdinal } from '../names.ts';

/** What producers make of what they were told: epochs, aborts, records to send once more. */
export function producerEffects(moment: Moment, action: Action): string[] {
  const { world, before, after } = moment;
  const effects = range(world.producers).flatMap((producer) => {
    const was = before.producers[producer];
    const is = after.producers[producer];
    const name = producerName(world, producer);
    // A new epoch of the coordinator's is told with the transaction.
    const isTold = !isEqual(before.transactions[is.producerId], after.transactions[is.producerId]);
    if (
      action.type === 'producer.initialise' &&
      action.producer === producer &&
      is.transactionState === 'uninitialised' &&
      is.up
    ) {
      return [`${name} is answered CONCURRENT_TRANSACTIONS and has to ask again`];
    }
    return isEqual(was, is)
      ? []
      : (isTold ? [] : epochEffects(world, name, was, is)).concat(
          transactionEffects(world, name, was, is),
          resendEffects(world, name, was, is),
          giveUpEffects(name, was, is, action),
          overlookedEffects(name, was, is, action),
          exitEffects(world, name, was, is, action),
        );
  });
  return [...effects, ...overwritten(moment)];
}

/** KAFKA-19012: requests that are still being sent, and whose buffer was used again. */
function overwritten({ world, before, after }: Moment): string[] {
  if (before.orphanedRequests.length !== after.orphanedRequests.length) return [];
  return after.orphanedRequests.flatMap((is, index) => {
    const was = before.orphanedRequests[index];
    if (was.kind !== 'produce' || is.kind !== 'produce' || was.batch.value === is.batch.value) return [];
    const { partition, value } = is.batch;
    const name = recordName(world, partition, value);
    return [
      `it is written over ${recordName(world, partition, was.batch.value)}, which is still being sent: the request to ${partitionName(world, partition)} carries ${name} now`,
    ];
  });
}

function epochEffects(world: World, name: string, was: Producer, is: Producer): string[] {
  if (is.epoch !== was.epoch && is.up && is.incarnation === was.incarnation) {
    const others = elementsOf(is.stale).map((partition) => partitionName(world, partition));
    const kept = `; on ${listed(others)} what is not answered keeps its numbers`;
    return [`${name} goes on with producer epoch ${is.epoch}, sequence 0${others.length > 0 ? kept : ''}`];
  }
  return range(world.partitions)
    .filter((partition) => is.unresolved[partition] >= 0 && was.unresolved[partition] < 0)
    .map((partition) => {
      const where = world.partitions > 1 ? ` to ${partitionName(world, partition)}` : '';
      return `${name} sends nothing new${where} until everything else is answered`;
    });
}

function transactionEffects(world: World, name: string, was: Producer, is: Producer): string[] {
  if (world.ids === 'per-partition' && is.incarnation !== was.incarnation) {
    return [`${name} begins, with the transactional id of that partition`];
  }
  if (was.transactionState === is.transactionState) return [];
  if (is.transactionState === 'must-abort') return [`${name} can only abort its transaction now`];
  if (is.transactionState === 'uninitialised' && isInTransaction(is)) {
    return [`${name} will ask for a new producer epoch, and takes itself to be in its transaction still`];
  }
  if (was.transactionState === 'uninitialised' && is.transactionState === 'open') {
    return [`${name} goes on in what is transaction ${transactionOrdinal(is.transaction)} to the brokers`];
  }
  // After the end of a transaction; a new process has to initialise anyway.
  const again = is.transactionState === 'uninitialised' && was.incarnation === is.incarnation && world.transactional;
  return again ? [`${name} has to call for a new producer epoch before its next transaction`] : [];
}

/** What a client takes a batch for that it has given up on. */
function giveUpEffects(name: string, was: Producer, is: Producer, action: Action): string[] {
  if (action.type !== 'producer.give-up' || !is.up) return [];
  const [{ transaction, partition, sequence }] = was.queue;
  if (transaction >= 0 && is.transactionState === 'open') return [`${name} stays in its transaction, without it`];
  const reuses = sequence >= 0 && is.epoch === was.epoch && is.sequences[partition] < was.sequences[partition];
  return reuses ? [`${name} takes it for never written: its next record gets sequence ${sequence}`] : [];
}

/** A refusal that neither the client nor its application ends a transaction for. */
function overlookedEffects(name: string, was: Producer, is: Producer, action: Action): string[] {
  if (action.type !== 'producer.receive' || was.transactionState !== 'open' || is.transactionState !== 'open')
    return [];
  const read = was.inFlight.find((request) => request.stage === 'reply' && !is.inFlight.includes(request));
  const isOver = read?.error === 'invalid-record' && is.queue.length === was.queue.length;
  return isOver ? [`${name} stays in its transaction, without it`] : [];
}

function resendEffects(world: World, name: string, was: Producer, is: Producer): string[] {
  const added = is.up ? is.resend.filter((value) => !was.resend.includes(value)) : [];
  const partition = world.transform ? world.inputs : 0;
  return added.map(
    (value) =>
      `${name} will send ${recordName(world, partition, value)} once more, as a new record (on.send.failure: resend)`,
  );
}

/** In a transform the member tells it. */
function exitEffects(world: World, name: string, was: Producer, is: Producer, action: Action): string[] {
  const exits = was.up && !is.up && action.type !== 'producer.crash' && !world.transform;
  return exits ? [`${name} ${exitReason(action)} and its process exits`] : [];
}
