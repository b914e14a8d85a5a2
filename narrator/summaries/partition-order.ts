import type { Polled } from '../../model/consumer/client/member.ts';
import type { Sighting } from '../../model/observer/ledger.ts';
import type { ClusterState } from '../../model/state.ts';
import { groupOf, inputPartitionOf, senderOf, type World } from '../../model/world.ts';
import type { WitnessOf } from '../../properties/guarantees.ts';
import { DOWNSTREAM, groupName, partitionName, recordName } from '../names.ts';
import { processedIn } from '../processings.ts';
import { returnedIn } from '../returned.ts';
import { sentence } from '../sentence.ts';
import { type ClusterStep, stepOf, type Story } from '../story.ts';

/** The record that came too late, and one that came before it. */
export function orderSummary(story: Story, { incident }: WitnessOf<'partition-order'>): string | null {
  const { world } = story;
  const step = stepOf(story, incident);
  if (step === undefined) return null;
  const { who, records, seen } = seenIn(world, step);
  for (const late of records) {
    const earlier = seen.find((sighting) => overtook(world, step.after, sighting, late));
    if (earlier === undefined) continue;
    const { value, partition, offset } = late;
    const record = `${recordName(world, partition, value)} (${partitionName(world, partition)}, offset ${offset})`;
    const first = `${recordName(world, partition, earlier.value)} (offset ${earlier.offset})`;
    return sentence(`${who} saw ${record} only after ${first}, which was sent later`);
  }
  return null;
}

interface Seen {
  readonly who: string;
  /** What was seen in the step. */
  readonly records: readonly Polled[];
  /** All that was seen by then. */
  readonly seen: readonly Sighting[];
}

function seenIn(world: World, step: ClusterStep): Seen {
  const { ledger } = step.after;
  const processed = processedIn(step);
  if (processed === null) {
    return { who: `the ${DOWNSTREAM}`, records: returnedIn(world, step).records, seen: ledger.outputs };
  }
  const group = groupOf(world, processed.member);
  return { who: groupName(group), records: [processed], seen: ledger.processed[group] };
}

/** Whether a record was sent after another of the same producer and partition, each of them once. */
function overtook(world: World, { ledger }: ClusterState, sighting: Sighting, late: Polled): boolean {
  return (
    sighting.value > late.value &&
    inputPartitionOf(world, sighting.value) === inputPartitionOf(world, late.value) &&
    senderOf(world, sighting.value) === senderOf(world, late.value) &&
    ledger.sends[sighting.value].times <= 1 &&
    ledger.sends[late.value].times <= 1
  );
}
