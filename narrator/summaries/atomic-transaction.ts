import { unreachable } from '../../model/machine.ts';
import type { World } from '../../model/world.ts';
import {
  type AtomicityWitness,
  type SentRecord,
  TORN_APART,
  TORN_OFFSETS,
  TORN_RECORDS,
} from '../../properties/guarantees/atomic-transaction.ts';
import { groupName, offsetName, partitionName, polledName, recordName, transactionName } from '../names.ts';
import { sentence } from '../sentence.ts';
import type { Story } from '../story.ts';

/** Which part of which transaction went which way. */
export function atomicitySummary({ world }: Story, witness: AtomicityWitness): string {
  switch (witness.cause) {
    case TORN_RECORDS: {
      const parts = witness.records.map((record) => endedName(world, record));
      return sentence(`of ${transactionName(world, witness.transaction)}, ${parts.join(' and ')}`);
    }
    case TORN_APART: {
      const offsets = witness.offsets === 'committed' ? 'the offsets were committed' : 'the offsets were not';
      return sentence(
        `of ${transactionName(world, witness.transaction)}, ${endedName(world, witness.record)} and ${offsets}`,
      );
    }
    case TORN_OFFSETS: {
      const { group, partition, committed, decided } = witness;
      const is = `${groupName(group)} has committed ${offsetName(committed)} of ${partitionName(world, partition)}`;
      return sentence(`${is}, where the commits and transactions decided so far leave ${offsetName(decided)}`);
    }
    default:
      return unreachable(witness);
  }
}

const ENDS = {
  commit: 'was committed',
  abort: 'was aborted',
  nothing: 'stays open',
  gone: 'is not in the log',
} as const;

function endedName(world: World, record: SentRecord): string {
  const { value, partition, offset, end } = record;
  const name =
    offset < 0
      ? `${recordName(world, partition, value)} (${partitionName(world, partition)})`
      : polledName(world, record);
  return `${name} ${ENDS[end]}`;
}
