import type { Sighting } from '../model/observer/ledger.ts';
import { range } from '../model/sets.ts';
import { groupOf, inputPartitionOf, senderOf } from '../model/world.ts';
import { DELIVERED_TWICE, TWO_OUTPUTS } from '../properties/guarantees/no-duplicates.ts';
import { groupName, listed, memberName, partitionName, producerName, recordName } from './names.ts';
import { lastRead, type Processing, processings, sentence, type Story } from './story.ts';

/** `no-duplicates`: the record, and both times. */
export function duplicatesSummary(story: Story): string | null {
  const { world, cause, last } = story;
  if (cause === TWO_OUTPUTS) return twoOutputs(story, last.ledger.outputs);
  for (const group of range(world.groups)) {
    const seen = last.ledger.processed[group];
    const twice = seen.find(({ times }) => times > 1);
    if (cause === DELIVERED_TWICE && twice !== undefined) return deliveredTwice(story, group, twice);
    const again = seen.find((sighting, index) => index > 0 && seen[index - 1].value === sighting.value);
    if (cause !== DELIVERED_TWICE && again !== undefined) return twoEntries(story, group, again.value);
  }
  return null;
}

function deliveredTwice(story: Story, group: number, { value, partition, offset }: Sighting): string {
  const { world } = story;
  const all = processings(story).filter(
    (entry) =>
      entry.value === value &&
      entry.partition === partition &&
      entry.offset === offset &&
      groupOf(world, entry.member) === group,
  );
  const place = `${partitionName(world, partition)}, offset ${offset}`;
  const [first, second] = all;
  const what = `${groupName(group)} processed ${recordName(world, partition, value)} (${place}) twice`;
  if (second === undefined) return sentence(what);
  const times = sentence(`${what}: ${by(story, first)}, then ${by(story, second)}`);
  return `${times}${whyAgain(story, first, second)}`;
}

const by = ({ world }: Story, { member, step }: Processing): string => `${memberName(world, member)} in step ${step}`;

/** The last start of a reader between the two, with what was committed by then. */
function whyAgain({ world, steps }: Story, first: Processing, second: Processing): string {
  const { member, partition } = second;
  const start = steps
    .slice(first.step, second.step)
    .findLast(({ action }) => action.type === 'consumer.sync' && action.member === member);
  if (start === undefined) return '';
  const committed = start.after.groups[groupOf(world, member)].committed[partition];
  const offset = committed < 0 ? 'nothing' : `offset ${committed}`;
  return ` When ${memberName(world, member)} started, the group had committed ${offset}.`;
}

function twoEntries({ world, last }: Story, group: number, value: number): string {
  const seen = last.ledger.processed[group].filter((sighting) => sighting.value === value);
  const { partition } = seen[0];
  const offsets = listed(seen.map(({ offset }) => String(offset)));
  const { times } = last.ledger.sends[value];
  const how =
    world.transform || times < 2
      ? 'it was sent once and is in the log twice'
      : `the application sent it ${times === 2 ? 'twice' : `${times} times`}, as new records`;
  return sentence(
    `${groupName(group)} processed r${value} twice, from offsets ${offsets} of ${partitionName(world, partition)}: ${how}`,
  );
}

function twoOutputs({ world, steps }: Story, outputs: readonly Sighting[]): string | null {
  const again = outputs.find((sighting, index) => index > 0 && outputs[index - 1].value === sighting.value);
  if (again === undefined) return null;
  const seen = outputs.filter(({ value }) => value === again.value);
  const offsets = listed(seen.map(({ offset }) => String(offset)));
  const name = recordName(world, again.partition, again.value);
  const sends = steps.flatMap(({ action, before, after }, index) => {
    if (action.type !== 'producer.send') return [];
    const { inFlight } = after.producers[action.producer];
    if (inFlight.length === before.producers[action.producer].inFlight.length) return [];
    if (inFlight[inFlight.length - 1].batch.value !== again.value) return [];
    return [{ by: producerName(world, action.producer), step: String(index + 1) }];
  });
  const senders = [...new Set(sends.map(({ by }) => by))].map((sender) => {
    const own = sends.filter(({ by }) => by === sender).map(({ step }) => step);
    return `by ${sender} in step${own.length === 1 ? '' : 's'} ${listed(own)}`;
  });
  const where = `from offsets ${offsets} of ${partitionName(world, again.partition)}`;
  return sentence(`${name} was read twice, ${where}: it was sent ${listed(senders)}`);
}

/** `partition-order`: the record that came too late, and one that came before it. */
export function orderSummary(story: Story): string | null {
  const { world, last, steps } = story;
  const processed = processings(story).at(-1);
  const here = processed?.step === steps.length ? [processed] : lastRead(story).records;
  const member = processed?.step === steps.length ? processed.member : -1;
  const seen = member < 0 ? last.ledger.outputs : last.ledger.processed[groupOf(world, member)];
  for (const { value, partition, offset } of here) {
    const earlier = seen.find(
      (sighting) =>
        sighting.value > value &&
        inputPartitionOf(world, sighting.value) === inputPartitionOf(world, value) &&
        senderOf(world, sighting.value) === senderOf(world, value),
    );
    if (earlier === undefined) continue;
    const late = `${recordName(world, partition, value)} (${partitionName(world, partition)}, offset ${offset})`;
    const who = member < 0 ? 'the downstream reader' : groupName(groupOf(world, member));
    const first = `${recordName(world, partition, earlier.value)} (offset ${earlier.offset})`;
    return sentence(`${who} saw ${late} only after ${first}, which was sent later`);
  }
  return null;
}
