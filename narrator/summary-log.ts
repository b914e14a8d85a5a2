import { elementsOf, has, range } from '../model/sets.ts';
import { replicaOf } from '../model/update.ts';
import { serving } from '../properties/guarantees/looking.ts';
import { brokerName, entryName, partitionName } from './names.ts';
import { sentence, type Story } from './story.ts';

/** `committed-is-durable`: which record below the high watermark is not where it should be. */
export function durabilitySummary(story: Story): string | null {
  const clause = changedOffset(story) ?? missingInIsr(story) ?? goneRecord(story);
  return clause === null ? null : sentence(clause);
}

/** Whatever a leader has below its high watermark must be what was there first. */
function changedOffset({ world, last }: Story): string | null {
  for (const partition of range(world.partitions)) {
    const committed = last.ledger.committed[partition];
    for (const broker of world.placement[partition]) {
      const { log, highWatermark, leading } = replicaOf(world, last, broker, partition);
      if (leading === null) continue;
      const offset = committed.findIndex((record, index) => index < highWatermark && log[index] !== record);
      if (offset < 0) continue;
      const was = entryName(world, partition, committed[offset]);
      const is = entryName(world, partition, log[offset]);
      const copy = was === is ? `another copy of ${is}` : is;
      const place = `offset ${offset} of ${partitionName(world, partition)}`;
      return `${place} held ${was}, below the high watermark, and holds ${copy} on ${brokerName(broker)} now`;
    }
  }
  return null;
}

function missingInIsr({ world, last }: Story): string | null {
  for (const partition of range(world.partitions)) {
    const { leader, isr } = last.controller.partitions[partition];
    if (leader < 0 || !last.brokers[leader].up) continue;
    const { log, highWatermark } = replicaOf(world, last, leader, partition);
    for (const broker of elementsOf(isr)) {
      if (broker === leader || !last.brokers[broker].up || has(last.controller.fenced, broker)) continue;
      const copy = replicaOf(world, last, broker, partition).log;
      const offset = range(highWatermark).find((index) => copy[index] !== log[index]);
      if (offset === undefined) continue;
      const name = `${entryName(world, partition, log[offset])} (offset ${offset})`;
      const where = `the ISR of ${partitionName(world, partition)}`;
      return `${brokerName(broker)} is in ${where} and lacks ${name}, which is below the high watermark of ${brokerName(leader)}`;
    }
  }
  return null;
}

function goneRecord({ world, last }: Story): string | null {
  for (const partition of range(world.partitions)) {
    const log = serving(world, last, partition)?.log;
    if (log === undefined) continue;
    const committed = last.ledger.committed[partition];
    const offset = committed.findIndex((record, index) => log[index] !== record);
    if (offset < 0) continue;
    const name = `${entryName(world, partition, committed[offset])} (offset ${offset})`;
    return `${name} was below the high watermark of ${partitionName(world, partition)} and is gone`;
  }
  return null;
}
