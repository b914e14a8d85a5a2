import { replicaOf } from '../../model/update.ts';
import { groupOf, type World } from '../../model/world.ts';
import { servedLog, serving } from '../../properties/guarantees/looking.ts';
import { DELIVERED_TWICE, type Place, TWO_ENTRIES, TWO_OUTPUTS } from '../../properties/guarantees/no-duplicates.ts';
import type { WitnessOf } from '../../properties/guarantees.ts';
import { unreachable } from '../../model/machine.ts';
import { type Clause, clause, listedClauses, restingOn, sentenceOf, stepNamed, stepsNamed } from '../clause.ts';
import { type Delivered, deliveriesOf } from '../deliveries.ts';
import { keeperOf } from '../kept-offset.ts';
import { groupName, listed, memberName, partitionName, producerName, recordName, workerName } from '../names.ts';
import type { Processing } from '../processings.ts';
import type { ClusterStep, Story } from '../story.ts';

type Duplicate = WitnessOf<'no-duplicates'>;
type By<Cause extends string> = Extract<Duplicate, { readonly cause: Cause }>;

/** The record, and both times. */
export function duplicatesSummary(story: Story, duplicate: Duplicate): Clause {
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

function deliveredTwice(story: Story, { group, value, ...entry }: By<typeof DELIVERED_TWICE>): Clause {
  const { world, steps } = story;
  const [first, second] = deliveriesOf(steps, entry).filter(({ member }) => groupOf(world, member) === group);
  const place = `${partitionName(world, entry.partition)}, offset ${entry.offset}`;
  const what = `${groupName(group)} processed ${recordName(world, entry.partition, value)} (${place}) twice`;
  if (second === undefined) return sentenceOf(clause`${what}`);
  const times = sentenceOf(clause`${what}: ${by(story, first)}, then ${by(story, second)}`);
  const [older, newer] = first.given <= second.given ? [first, second] : [second, first];
  return clause`${times}${whyAgain(story, older, newer)}`;
}

const by = ({ world }: Story, { member, step }: Processing): Clause =>
  clause`${memberName(world, member)} in ${stepNamed(step)}`;

/** The start of a reader after which it was given the newer copy, what was committed by then, and where the older copy was. */
function whyAgain({ world, steps }: Story, older: Delivered, newer: Delivered): Clause | string {
  const { member, partition } = newer;
  const starts = (step: ClusterStep): boolean => step.action.type === 'consumer.sync' && step.action.member === member;
  const start = steps.slice(0, newer.given).findLastIndex(starts);
  if (start < older.given) return '';
  const committed = steps[start].after.groups[groupOf(world, member)].committed[partition];
  const kept = keptThen(world, committed);
  const name = memberName(world, member);
  if (older.step <= start) return restingOn(clause` When ${name} started, ${kept}.`, start + 1);
  const held =
    world.asynchronous && !world.transform
      ? clause`the queue of ${workerName(world, older.member)} had it since ${stepNamed(older.given)}`
      : clause`${memberName(world, older.member)} had it in hand since ${stepNamed(older.given)}`;
  const started = clause`${name} started in ${stepNamed(start + 1)}, when ${kept}`;
  const again = older.member === member ? 'again' : 'as well';
  const given = clause`was given it ${again} in ${stepNamed(newer.given)}`;
  return clause` ${sentenceOf(clause`${held} and kept it; ${started}, and ${given}`)}`;
}

const keptThen = (world: World, offset: number): string => {
  if (!world.ownsOffsets) return `the group had committed ${offset < 0 ? 'nothing' : `offset ${offset}`}`;
  return offset < 0 ? `the group had no ${keeperOf(world)}` : `its ${keeperOf(world)} said offset ${offset}`;
};

function twoEntries(story: Story, { group, value, places }: By<typeof TWO_ENTRIES>): Clause {
  const { world, last } = story;
  const { times } = last.ledger.sends[value];
  const sent =
    world.transform || times < 2
      ? 'it was sent once'
      : `the application sent it ${times === 2 ? 'twice' : `${times} times`}, as new records`;
  const twice = sent === 'it was sent once' ? `${sent} and is in the log twice` : sent;
  const appended = places.map((place) => story.steps.findIndex(({ after }) => isStored(story, after, place)) + 1);
  const how = replacedCopy(story, places) ?? restingOn(clause`${twice}`, ...appended);
  return sentenceOf(clause`${groupName(group)} processed r${value} twice, from ${placesName(world, places)}: ${how}`);
}

/** When the log lost a copy that had been read, unless it had both at once: what was truncated was written again. */
function replacedCopy(story: Story, places: readonly Place[]): Clause | null {
  const { world, steps } = story;
  if (steps.some(({ after }) => places.every((place) => serves(story, after, place)))) return null;
  for (const place of places) {
    const served = steps.findIndex(({ after }) => serves(story, after, place));
    const lost = steps.findIndex(({ after }, index) => index > served && isLost(story, after, place));
    if (served < 0 || lost < 0) continue;
    const log = partitionName(world, place.partition);
    return clause`${log} lost the copy at offset ${place.offset} in ${stepNamed(lost + 1)}, and the record was written again`;
  }
  return null;
}

/** Whether readers are served the entry. */
const serves = ({ world }: Story, state: Story['last'], { partition, offset, leaderEpoch }: Place): boolean =>
  servedLog(world, state, partition)[offset]?.leaderEpoch === leaderEpoch;

/** Whether no broker has the entry, or some leader serves the partition without it. */
const isLost = (story: Story, state: Story['last'], place: Place): boolean =>
  serving(story.world, state, place.partition) !== null ? !serves(story, state, place) : !isStored(story, state, place);

/** Whether any broker has the entry. */
const isStored = ({ world }: Story, state: Story['last'], { partition, offset, leaderEpoch }: Place): boolean =>
  world.placement[partition].some(
    (broker) => replicaOf(world, state, broker, partition).log[offset]?.leaderEpoch === leaderEpoch,
  );

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

function twoOutputs({ world, steps }: Story, { value, places }: By<typeof TWO_OUTPUTS>): Clause {
  const sends = steps.flatMap(({ action, before, after }, index) => {
    if (action.type !== 'producer.send') return [];
    const { inFlight } = after.producers[action.producer];
    if (inFlight.length === before.producers[action.producer].inFlight.length) return [];
    if (inFlight[inFlight.length - 1].batch.value !== value) return [];
    return [{ sender: producerName(world, action.producer), step: index + 1 }];
  });
  const senders = [...new Set(sends.map(({ sender }) => sender))].map((sender) => {
    const own = sends.filter((send) => send.sender === sender).map(({ step }) => step);
    return clause`by ${sender} in ${stepsNamed(own)}`;
  });
  const name = recordName(world, places[0].partition, value);
  return sentenceOf(
    clause`${name} was read twice, from ${placesName(world, places)}: it was sent ${listedClauses(senders)}`,
  );
}
