import { replicaOf } from '../../model/update.ts';
import { groupOf, type World } from '../../model/world.ts';
import { servedLog, serving } from '../../properties/guarantees/looking.ts';
import { DELIVERED_TWICE, type Place, TWO_ENTRIES, TWO_OUTPUTS } from '../../properties/guarantees/no-duplicates.ts';
import type { WitnessOf } from '../../properties/guarantees.ts';
import { unreachable } from '../../model/machine.ts';
import { type Delivered, deliveriesOf } from '../deliveries.ts';
import { groupName, listed, memberName, partitionName, producerName, recordName, workerName } from '../names.ts';
import type { Processing } from '../processings.ts';
import { sentence } from '../sentence.ts';
import type { ClusterStep, Story } from '../story.ts';

type Duplicate = WitnessOf<'no-duplicates'>;
type By<Cause extends string> = Extract<Duplicate, { readonly cause: Cause }>;

/** The record, and both times. */
export function duplicatesSummary(story: Story, duplicate: Duplicate): string {
  switch (duplicate.cause) {
    case DELIVERED_TWICE:
      return deliveredTwice(story, duplicate);
    case TWO_ENTRIES:
      return twoEntries(story, duplicate);
    case TWO_OUTPUTS:
      return twoOutputs(story, duplicate);
    default:
      return unreachable(duplicate);
  }
}

function deliveredTwice(story: Story, { group, value, ...entry }: By<typeof DELIVERED_TWICE>): string {
  const { world, steps } = story;
  const [first, second] = deliveriesOf(steps, entry).filter(({ member }) => groupOf(world, member) === group);
  const place = `${partitionName(world, entry.partition)}, offset ${entry.offset}`;
  const what = `${groupName(group)} processed ${recordName(world, entry.partition, value)} (${place}) twice`;
  if (second === undefined) return sentence(what);
  const times = sentence(`${what}: ${by(story, first)}, then ${by(story, second)}`);
  const [older, newer] = first.given <= second.given ? [first, second] : [second, first];
  return `${times}${whyAgain(story, older, newer)}`;
}

const by = ({ world }: Story, { member, step }: Processing): string => `${memberName(world, member)} in step ${step}`;

/** The start of a reader after which it was given the newer copy, what was committed by then, and where the older copy was. */
function whyAgain({ world, steps }: Story, older: Delivered, newer: Delivered): string {
  const { member, partition } = newer;
  const starts = (step: ClusterStep): boolean => step.action.type === 'consumer.sync' && step.action.member === member;
  const start = steps.slice(0, newer.given).findLastIndex(starts);
  if (start < older.given) return '';
  const committed = steps[start].after.groups[groupOf(world, member)].committed[partition];
  const offset = committed < 0 ? 'nothing' : `offset ${committed}`;
  const name = memberName(world, member);
  if (older.step <= start) return ` When ${name} started, the group had committed ${offset}.`;
  const kept =
    world.asynchronous && !world.transform
      ? `the queue of ${workerName(world, older.member)} had it since step ${older.given}`
      : `${memberName(world, older.member)} had it in hand since step ${older.given}`;
  const started = `${name} started in step ${start + 1}, when the group had committed ${offset}`;
  const again = older.member === member ? 'again' : 'as well';
  return ` ${sentence(`${kept} and kept it; ${started}, and was given it ${again} in step ${newer.given}`)}`;
}

function twoEntries(story: Story, { group, value, places }: By<typeof TWO_ENTRIES>): string {
  const { world, last } = story;
  const { times } = last.ledger.sends[value];
  const sent =
    world.transform || times < 2
      ? 'it was sent once'
      : `the application sent it ${times === 2 ? 'twice' : `${times} times`}, as new records`;
  const how = replacedCopy(story, places) ?? (sent === 'it was sent once' ? `${sent} and is in the log twice` : sent);
  return sentence(`${groupName(group)} processed r${value} twice, from ${placesName(world, places)}: ${how}`);
}

/** When the log lost a copy that had been read, unless it had both at once: what was truncated was written again. */
function replacedCopy(story: Story, places: readonly Place[]): string | null {
  const { world, steps } = story;
  if (steps.some(({ after }) => places.every((place) => serves(story, after, place)))) return null;
  for (const place of places) {
    const served = steps.findIndex(({ after }) => serves(story, after, place));
    const lost = steps.findIndex(({ after }, index) => index > served && isLost(story, after, place));
    if (served < 0 || lost < 0) continue;
    const log = partitionName(world, place.partition);
    return `${log} lost the copy at offset ${place.offset} in step ${lost + 1}, and the record was written again`;
  }
  return null;
}

/** Whether readers are served the entry. */
const serves = ({ world }: Story, state: Story['last'], { partition, offset, leaderEpoch }: Place): boolean =>
  servedLog(world, state, partition)[offset]?.leaderEpoch === leaderEpoch;

/** Whether no broker has the entry, or some leader serves the partition without it. */
function isLost(story: Story, state: Story['last'], place: Place): boolean {
  const { partition, offset, leaderEpoch } = place;
  if (serving(story.world, state, partition) !== null) return !serves(story, state, place);
  return story.world.placement[partition].every(
    (broker) => replicaOf(story.world, state, broker, partition).log[offset]?.leaderEpoch !== leaderEpoch,
  );
}

function placesName(world: World, places: readonly Place[]): string {
  const [{ partition, offset }] = places;
  if (places.some((place) => place.partition !== partition)) {
    return listed(places.map((place) => `offset ${place.offset} of ${partitionName(world, place.partition)}`));
  }
  if (places.every((place) => place.offset === offset)) {
    const epochs = listed(places.map(({ leaderEpoch }) => String(leaderEpoch)));
    return `offset ${offset} of ${partitionName(world, partition)} in leader epochs ${epochs}`;
  }
  return `offsets ${listed(places.map((place) => String(place.offset)))} of ${partitionName(world, partition)}`;
}

function twoOutputs({ world, steps }: Story, { value, places }: By<typeof TWO_OUTPUTS>): string {
  const sends = steps.flatMap(({ action, before, after }, index) => {
    if (action.type !== 'producer.send') return [];
    const { inFlight } = after.producers[action.producer];
    if (inFlight.length === before.producers[action.producer].inFlight.length) return [];
    if (inFlight[inFlight.length - 1].batch.value !== value) return [];
    return [{ sender: producerName(world, action.producer), step: String(index + 1) }];
  });
  const senders = [...new Set(sends.map(({ sender }) => sender))].map((sender) => {
    const own = sends.filter((send) => send.sender === sender).map(({ step }) => step);
    return `by ${sender} in step${own.length === 1 ? '' : 's'} ${listed(own)}`;
  });
  const name = recordName(world, places[0].partition, value);
  return sentence(`${name} was read twice, from ${placesName(world, places)}: it was sent ${listed(senders)}`);
}
