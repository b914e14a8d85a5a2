import { commonLength, type LogRecord } from '../../model/broker/log/log.ts';
import { unreachable } from '../../model/machine.ts';
import { range } from '../../model/sets.ts';
import { replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import {
  type DurabilityWitness,
  GONE,
  MISSING_IN_ISR,
  OFFSET_CHANGED,
} from '../../properties/guarantees/committed-is-durable.ts';
import { brokerName, entryName, partitionName } from '../names.ts';
import { sentence } from '../sentence.ts';
import { stepOf, type Story } from '../story.ts';

type By<Cause extends string> = Extract<DurabilityWitness, { readonly cause: Cause }>;

/** Which record below the high watermark is not where it should be. */
export function durabilitySummary(story: Story, witness: DurabilityWitness): string | null {
  switch (witness.cause) {
    case OFFSET_CHANGED:
      return changedOffset(story, witness.incident);
    case MISSING_IN_ISR:
      return missingInIsr(story, witness);
    case GONE:
      return gone(story, witness);
    default:
      return unreachable(witness);
  }
}

/** Whatever a leader has below its high watermark must be what was there first. */
function changedOffset(story: Story, incident: number): string | null {
  const { world } = story;
  const step = stepOf(story, incident);
  if (step === undefined) return null;
  for (const partition of range(world.partitions)) {
    const committed = step.after.ledger.committed[partition];
    for (const broker of world.placement[partition]) {
      const { log, highWatermark, leading } = replicaOf(world, step.after, broker, partition);
      if (leading === null) continue;
      const offset = commonLength(committed, log);
      if (offset >= Math.min(committed.length, highWatermark)) continue;
      return replaced(world, partition, offset, broker, committed[offset], log[offset]);
    }
  }
  return null;
}

function replaced(
  world: World,
  partition: number,
  offset: number,
  broker: number,
  record: LogRecord,
  instead: LogRecord,
): string {
  const was = entryName(world, partition, record);
  const is = entryName(world, partition, instead);
  const copy = was === is ? `another copy of ${is}` : is;
  const place = `offset ${offset} of ${partitionName(world, partition)}`;
  return sentence(`${place} held ${was}, below the high watermark, and holds ${copy} on ${brokerName(broker)} now`);
}

function missingInIsr({ world }: Story, witness: By<typeof MISSING_IN_ISR>): string {
  const { record, partition, offset, leader, broker } = witness;
  const name = `${entryName(world, partition, record)} (offset ${offset})`;
  const member = `${brokerName(broker)} is in the ISR of ${partitionName(world, partition)}`;
  return sentence(`${member} and lacks ${name}, which is below the high watermark of ${brokerName(leader)}`);
}

function gone({ world }: Story, { record, partition, offset, leader, instead }: By<typeof GONE>): string {
  if (instead !== null) return replaced(world, partition, offset, leader, record, instead);
  const name = `${entryName(world, partition, record)} (offset ${offset})`;
  return sentence(`${name} was below the high watermark of ${partitionName(world, partition)} and is gone`);
}
