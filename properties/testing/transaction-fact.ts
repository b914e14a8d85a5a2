import type { TransactionFact } from '../../model/observer/ledger.ts';
import type { SmallSet } from '../../model/sets.ts';

/** What the observer knows of transaction 0, which was ended in this way. @param sent the records in it, if it was to be committed. */
export const transactionFact = (end: 'commit' | 'abort', sent: SmallSet): TransactionFact => ({
  transaction: 0,
  asked: end,
  offsets: [],
  letters: 0,
  sent: end === 'commit' ? sent : 0,
  decided: end,
});
