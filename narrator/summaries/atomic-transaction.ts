import { type AtomicityWitness, TORN_OFFSETS } from '../../properties/guarantees/atomic-transaction.ts';
import { groupName, offsetName, partitionName, polledName, transactionName } from '../names.ts';
import { sentence } from '../sentence.ts';
import type { Story } from '../story.ts';

/** Which part of which transaction went which way. */
export function atomicitySummary({ world }: Story, witness: AtomicityWitness): string {
  if (witness.cause === TORN_OFFSETS) {
    const { group, partition, committed, decided } = witness;
    const is = `${groupName(group)} has committed ${offsetName(committed)} of ${partitionName(world, partition)}`;
    return sentence(`${is}, where the commits and transactions decided so far leave ${offsetName(decided)}`);
  }
  const parts = witness.records.map((record) => `${polledName(world, record)} ${ENDS[record.end]}`);
  return sentence(`of ${transactionName(world, witness.transaction)}, ${parts.join(' and ')}`);
}

const ENDS = { commit: 'was committed', abort: 'was aborted', nothing: 'stays open' } as const;
