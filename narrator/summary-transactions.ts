import { factOf } from '../model/observer/transaction-facts.ts';
import { markerAfter } from '../model/broker/log.ts';
import { has, range } from '../model/sets.ts';
import { effectsInside, servedLog } from '../properties/guarantees/looking.ts';
import { DOWNSTREAM, groupName, memberName, partitionName, polledName, recordName, transactionName } from './names.ts';
import { lastRead, sentence, type Story } from './story.ts';

/** `read-committed-visibility` and `zombie-fencing`: what was read and should not have been, or the other way round. */
export function visibilitySummary(story: Story): string | null {
  const { world, steps } = story;
  const { member, records } = lastRead(story);
  const step = steps.at(-1);
  for (const polled of step === undefined ? [] : records) {
    const entry = servedLog(world, step?.after ?? story.last, polled.partition)[polled.offset];
    if (entry === undefined || entry.transaction < 0) continue;
    const fact = factOf(story.last, entry.transaction);
    const committed = fact?.asked === 'commit' && fact.decided === 'commit';
    if (committed && !entry.zombie) continue;
    const reader = member < 0 ? `the ${DOWNSTREAM}` : memberName(world, member);
    const state = entry.zombie
      ? 'written by a process that had been replaced'
      : fact?.decided === 'nothing'
        ? 'which is open'
        : 'which the application did not commit';
    const what = `${polledName(world, polled)} of ${transactionName(world, entry.transaction)}`;
    return sentence(`${reader} was given ${what}, ${state}`);
  }
  return neverReturned(story);
}

function neverReturned({ world, last }: Story): string | null {
  for (const partition of range(world.partitions)) {
    for (const [offset, record] of servedLog(world, last, partition).entries()) {
      if (record.kind !== 'data' || record.transaction < 0) continue;
      const fact = factOf(last, record.transaction);
      if (fact?.asked !== 'commit' || fact.decided !== 'commit') continue;
      const seen = world.transform
        ? effectsInside(last, record.value) > 0
        : last.ledger.polled.every((polled) => has(polled, record.value));
      if (seen) continue;
      const what = polledName(world, { partition, offset, value: record.value });
      return sentence(
        `${what} belongs to ${transactionName(world, record.transaction)}, which committed, and was never read`,
      );
    }
  }
  return null;
}

/** `atomic-transaction`: which part of which transaction went which way. */
export function atomicitySummary({ world, last }: Story): string | null {
  const first = new Map<number, { readonly what: string; readonly end: string }>();
  for (const partition of range(world.partitions)) {
    const log = servedLog(world, last, partition);
    for (const [offset, { kind, transaction, value }] of log.entries()) {
      if (kind !== 'data' || transaction < 0) continue;
      const end = ENDS[markerAfter(log, offset, log.length)?.kind ?? 'data'];
      const what = `${recordName(world, partition, value)} (${partitionName(world, partition)}, offset ${offset})`;
      const other = first.get(transaction) ?? { what, end };
      first.set(transaction, other);
      if (other.end === end) continue;
      return sentence(`of ${transactionName(world, transaction)}, ${other.what} ${other.end} and ${what} ${end}`);
    }
  }
  for (const [group, { committed }] of last.groups.entries()) {
    for (const [partition, decided] of last.ledger.commits[group].entries()) {
      if (committed[partition] === decided) continue;
      const is = `${groupName(group)} has committed ${offsetName(committed[partition])} of ${partitionName(world, partition)}`;
      return sentence(`${is}, where the commits and transactions decided so far leave ${offsetName(decided)}`);
    }
  }
  return null;
}

const ENDS = { commit: 'was committed', abort: 'was aborted', data: 'stays open' } as const;

const offsetName = (offset: number): string => (offset < 0 ? 'no offset' : `offset ${offset}`);

/** `offsets-with-records`: an offset without its output, or an output without its offset. */
export function offsetsSummary({ world, last }: Story): string | null {
  for (const group of range(world.groups)) {
    for (const partition of range(world.inputs)) {
      const committed = last.groups[group].committed[partition];
      for (const [offset, { value }] of servedLog(world, last, partition).entries()) {
        const visible = effectsInside(last, value) > 0;
        const place = `r${value} (${partitionName(world, partition)}, offset ${offset})`;
        const upTo = `${groupName(group)} has committed ${offsetName(committed)}`;
        if (offset < committed && !visible && has(last.ledger.polled[group], value)) {
          return sentence(`${upTo}, past ${place}, whose output was never read`);
        }
        if (offset >= committed && visible)
          return sentence(`the output of ${place} was read, and ${upTo}, not past it`);
      }
    }
  }
  return null;
}
