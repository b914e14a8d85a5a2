import { isDecided } from '../model/broker/transaction-coordinator.ts';
import { openTransactionStart } from '../model/broker/log.ts';
import { range } from '../model/sets.ts';
import { inputPartitionOf, memberAt } from '../model/world.ts';
import { acknowledged, offsetOf, servedLog, serving } from '../properties/guarantees/looking.ts';
import { groupName, partitionName, transactionName } from './names.ts';
import { sentence, type Story } from './story.ts';

/** `progress`: what stands still, and where. */
export function progressSummary(story: Story): string | null {
  const clause = unfinishedEnd(story) ?? hangingTransaction(story) ?? unreadRecord(story) ?? unreadOutput(story);
  return clause === null ? null : sentence(clause);
}

function unfinishedEnd({ world, last }: Story): string | null {
  const entry = last.transactions.find(isDecided);
  if (entry === undefined) return null;
  const outcome = entry.status === 'prepare-commit' ? 'commit' : 'abort';
  return `the coordinator has decided to ${outcome} ${transactionName(world, entry.transaction)}, and its markers are never all acknowledged: its producer can begin no other one`;
}

function hangingTransaction({ world, last }: Story): string | null {
  if (!world.transactional) return null;
  for (const partition of range(world.partitions)) {
    const log = servedLog(world, last, partition);
    for (const producer of range(world.producers)) {
      const start = openTransactionStart(log, producer);
      if (start < 0) continue;
      const place = `offset ${start} of ${partitionName(world, partition)}`;
      const name = transactionName(world, log[start].transaction);
      return `${name}, which began at ${place}, is never ended: a read_committed reader can't pass ${place}`;
    }
  }
  return null;
}

function unreadRecord({ world, last }: Story): string | null {
  for (const value of acknowledged(last)) {
    const partition = inputPartitionOf(world, value);
    const offset = offsetOf(world, last, partition, value);
    if (offset < 0) continue;
    for (const group of range(world.groups)) {
      const passed = range(world.membersPerGroup).some(
        (seat) => last.members[memberAt(world, group, seat)].positions[partition] > offset,
      );
      const place = `r${value} (${partitionName(world, partition)}, offset ${offset})`;
      if (!passed) return `${place} was reported stored and ${groupName(group)} never gets past it`;
    }
  }
  return null;
}

function unreadOutput({ world, last }: Story): string | null {
  for (let partition = world.inputs; partition < world.partitions; partition += 1) {
    const position = last.downstream[partition - world.inputs];
    const end = serving(world, last, partition)?.highWatermark ?? 0;
    if (position < end) {
      const name = partitionName(world, partition);
      return `the high watermark of ${name} is ${end}, and its reader never gets past offset ${position}`;
    }
  }
  return null;
}
