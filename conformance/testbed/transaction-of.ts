import { describeTransactions, type TransactionDescription } from '../../wire/admin/transactions.ts';
import { HOME } from '../lab/listeners.ts';
import type { Testbed } from './testbed.ts';

/** A transactional id, as its coordinator has it; null where it has never heard of it. */
export const transactionOf = async (testbed: Testbed, id: number): Promise<TransactionDescription | null> =>
  describeTransactions(await testbed.connection(HOME), testbed.names.transactionalId(id));
