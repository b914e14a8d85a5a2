import { groupOf, type World } from '../../model/world.ts';
import { DELIVERED_TWICE, TWO_ENTRIES, TWO_OUTPUTS } from '../../properties/guarantees/no-duplicates.ts';
import type { WitnessOf } from '../../properties/guarantees.ts';
import { unreachable } from '../../model/machine.ts';
import { groupName, listed, memberName, partitionName, producerName, recordName } from '../names.ts';
import { type Processing, processings } from '../processings.ts';
import { sentence } from '../sentence.ts';
import type { Story } from '../story.ts';

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

function deliveredTwice(story: Story, { group, value, partition, offset }: By<typeof DELIVERED_TWICE>): string {
  const { world, steps } = story;
  const [first, second] = processings(steps).filter(
    (entry) =>
      entry.value === value &&
      entry.partition === partition &&
      entry.offset === offset &&
      groupOf(world, entry.member) === group,
  );
  const place = `${partitionName(world, partition)}, offset ${offset}`;
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

function twoEntries({ world, last }: Story, { group, value, places }: By<typeof TWO_ENTRIES>): string {
  const { times } = last.ledger.sends[value];
  const how =
    world.transform || times < 2
      ? 'it was sent once and is in the log twice'
      : `the application sent it ${times === 2 ? 'twice' : `${times} times`}, as new records`;
  return sentence(`${groupName(group)} processed r${value} twice, from ${placesName(world, places)}: ${how}`);
}

function placesName(world: World, places: By<typeof TWO_ENTRIES>['places']): string {
  const [{ partition }] = places;
  if (places.some((place) => place.partition !== partition)) {
    return listed(places.map((place) => `offset ${place.offset} of ${partitionName(world, place.partition)}`));
  }
  return `offsets ${listed(places.map(({ offset }) => String(offset)))} of ${partitionName(world, partition)}`;
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
