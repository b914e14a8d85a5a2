import type { TransactionAction } from '../../model/action.ts';
import { unreachable } from '../../model/machine.ts';
import type { Moment, Told } from '../moment.ts';
import { partitionName, TRANSACTION_COORDINATOR, transactionName } from '../names.ts';

/** What the transaction coordinator does by itself. */
export function tellTransaction(moment: Moment, action: TransactionAction): Told {
  return { actor: TRANSACTION_COORDINATOR, text: textOf(moment, action) };
}

function textOf({ world, before }: Moment, action: TransactionAction): string {
  const entry = before.transactions[action.producer];
  const transaction = transactionName(world, entry.transaction);
  const marker = `the ${entry.status === 'prepare-commit' ? 'commit' : 'abort'} marker of ${transaction}`;
  switch (action.type) {
    case 'transaction.time-out':
      return `waits no longer for the end of ${transaction}: transaction.timeout.ms has passed`;
    case 'transaction.write-marker':
      return `writes ${marker} to ${partitionName(world, action.partition)}`;
    case 'transaction.write-offsets-marker':
      return `writes ${marker} to __consumer_offsets`;
    case 'transaction.complete':
      return `finds every marker of ${transaction} replicated: the transaction is over`;
    default:
      return unreachable(action);
  }
}
