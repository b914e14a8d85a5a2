import type { TransactionAction } from '../../model/action.ts';
import type { Moves } from './move.ts';

const later = { because: 'not built yet' };

/** */
export const TRANSACTION_MOVES: Moves<TransactionAction> = {
  'transaction.time-out': later,
  'transaction.write-marker': later,
  'transaction.write-offsets-marker': later,
  'transaction.complete': later,
};
