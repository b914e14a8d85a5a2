import type { Action } from '../../model/action.ts';
import { isDecided, type TransactionEntry } from '../../model/broker/transaction-coordinator.ts';
import { isEqual } from '../../model/equal.ts';
import { elementsOf } from '../../model/sets.ts';
import type { World } from '../../model/world.ts';
import type { Moment } from '../moment.ts';
import { partitionName, TRANSACTION_COORDINATOR, transactionalIdName, transactionName } from '../names.ts';

/** What the transaction coordinator wrote down. */
export function transactionEffects({ world, before, after }: Moment, action: Action): string[] {
  return after.transactions.flatMap((is, id) => {
    const was = before.transactions[id];
    if (isEqual(was, is)) return [];
    return action.type === 'coordinator.load'
      ? loadEffects(world, id, was, is, action.keeps)
      : entryEffects(world, id, was, is);
  });
}

/** What a coordinator that has lost something makes of a transactional id. */
function loadEffects(
  world: World,
  id: number,
  was: TransactionEntry,
  is: TransactionEntry,
  keeps: number,
): readonly string[] {
  const name = transactionalIdName(world, id);
  if (keeps === 0) return [`it does not know ${name}, which will get another producer id`];
  const effects: string[] = [];
  if (was.transaction >= 0 && is.transaction !== was.transaction) {
    effects.push(`it knows nothing of ${transactionName(world, was.transaction)}`);
  }
  if (is.transaction >= 0 && (is.status !== was.status || is.transaction !== was.transaction)) {
    const state = isDecided(is) ? 'has still to end' : 'takes for open';
    effects.push(`it ${state} ${transactionName(world, is.transaction)}`);
  }
  if (is.epoch !== was.epoch) effects.push(`it is back at producer epoch ${is.epoch} of ${name}`);
  return effects;
}

function entryEffects(world: World, id: number, was: TransactionEntry, is: TransactionEntry): string[] {
  const effects: string[] = [];
  const begins = is.transaction >= 0 && (was.status !== 'ongoing' || was.transaction !== is.transaction);
  if (is.status === 'ongoing') {
    const added = elementsOf(begins ? is.partitions : is.partitions & ~was.partitions).map((partition) =>
      partitionName(world, partition),
    );
    if (is.offsets && (begins || !was.offsets)) added.push('__consumer_offsets');
    if (added.length > 0) {
      const opens = begins ? 'opens' : 'extends';
      effects.push(
        `the ${TRANSACTION_COORDINATOR} ${opens} ${transactionName(world, is.transaction)}: ${added.join(', ')}`,
      );
    }
  }
  if (is.status !== was.status && (is.status === 'prepare-commit' || is.status === 'prepare-abort')) {
    const decision = is.status === 'prepare-commit' ? 'commit' : 'abort';
    effects.push(`the ${TRANSACTION_COORDINATOR} decides to ${decision} ${transactionName(world, is.transaction)}`);
  }
  if (is.epoch !== was.epoch) {
    const epoch = `producer epoch ${is.epoch} of ${transactionalIdName(world, id)} from now on`;
    const verb = world.protocol.producerEpochFencing ? 'accepts only' : 'goes by';
    effects.push(`the ${TRANSACTION_COORDINATOR} ${verb} ${epoch}`);
  }
  return effects;
}
