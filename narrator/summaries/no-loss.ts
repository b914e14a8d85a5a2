import { markerAfter } from '../../model/broker/log/log.ts';
import { fetchTarget, readableEnd } from '../../model/consumer/client/reading.ts';
import { unreachable } from '../../model/machine.ts';
import { has, range } from '../../model/sets.ts';
import { groupOf, outputPartitionOf } from '../../model/world.ts';
import {
  DELETED_BY_RETENTION,
  GROUP_STOPS,
  LOST_BY_BROKERS,
  NEVER_STORED,
  PARTITION_OFFLINE,
  SKIPPED_BY_GROUP,
  STAYS_UNREAD,
} from '../../properties/guarantees/no-loss.ts';
import { servedLog } from '../../properties/guarantees/looking.ts';
import type { WitnessOf } from '../../properties/guarantees.ts';
import { holdersOf } from '../holders.ts';
import { brokerName, brokersName, groupName, listed, memberName, partitionName, recordName } from '../names.ts';
import { sentence } from '../sentence.ts';
import type { Story } from '../story.ts';

type Loss = WitnessOf<'no-loss'>;
type By<Cause extends string> = Extract<Loss, { readonly cause: Cause }>;
/** A record that is in the log. */
type Unprocessed = Extract<Loss, { readonly offset: number }>;

/** The record, and where it went. */
export function lossSummary(story: Story, loss: Loss): string {
  switch (loss.cause) {
    case PARTITION_OFFLINE:
      return partitionOffline(story, loss);
    case LOST_BY_BROKERS:
      return lostByBrokers(story, loss);
    case NEVER_STORED:
      return sentence(`${stored(story, loss)}, and no broker ever had it: with acks=0 nobody is told`);
    case DELETED_BY_RETENTION:
      return deletedByRetention(story, loss);
    case SKIPPED_BY_GROUP:
    case STAYS_UNREAD:
      return loss.group < 0 ? missedOutput(story, loss) : unprocessedBecause(story, loss, whyUnread(story, loss));
    case GROUP_STOPS:
      return unprocessedBecause(story, loss, whyStopped(story, loss));
    default:
      return unreachable(loss);
  }
}

const stored = ({ world }: Story, { partition, value }: Loss): string =>
  `${recordName(world, partition, value)} was reported stored`;

function partitionOffline(story: Story, loss: Loss): string {
  const { isr } = story.last.controller.partitions[loss.partition];
  const name = partitionName(story.world, loss.partition);
  return sentence(`${stored(story, loss)} and can't be read: ${name} stays without a leader (ISR ${brokersName(isr)})`);
}

function lostByBrokers(story: Story, loss: Loss): string {
  const { world, steps } = story;
  const { partition, value } = loss;
  const told = steps.find(({ before, after }) => isTold(story, loss, after) && !isTold(story, loss, before));
  const holders = told === undefined ? [] : holdersOf(world, told.after, partition, value);
  const had = holders.length === 0 ? 'no broker' : listed(holders.map(brokerName));
  const when = told === undefined ? '' : ` when ${holders.length === 1 ? 'only ' : ''}${had} had it`;
  const how = [...elections(story, loss), ...losses(story, loss)];
  const gone = `${stored(story, loss)}${when}, and ${partitionName(world, partition)} does not have it at the end`;
  return sentence(how.length === 0 ? gone : `${gone}: ${listed(how)}`);
}

/** Who was elected leader without having the record, while another broker had it. */
function elections({ world, steps }: Story, { partition, value }: Loss): string[] {
  return steps.flatMap(({ before, after }, index) => {
    const { leader } = after.controller.partitions[partition];
    if (leader < 0 || leader === before.controller.partitions[partition].leader) return [];
    const holders = holdersOf(world, after, partition, value);
    if (holders.length === 0 || holders.includes(leader)) return [];
    return [`${brokerName(leader)} was elected without it in step ${index + 1}`];
  });
}

function losses({ world, steps }: Story, { partition, value }: Loss): string[] {
  return steps.flatMap(({ before, after }, index) => {
    const left = holdersOf(world, after, partition, value);
    const lost = holdersOf(world, before, partition, value).filter((broker) => !left.includes(broker));
    return lost.map((broker) => `${brokerName(broker)} lost it in step ${index + 1}`);
  });
}

const isTold = ({ world }: Story, { partition, value }: Loss, { ledger }: Story['last']): boolean =>
  partition < world.inputs ? ledger.sends[value].outcome === 'acknowledged' : has(ledger.outputsAcknowledged, value);

function deletedByRetention(story: Story, loss: By<typeof DELETED_BY_RETENTION>): string {
  const { partition, offset } = loss;
  const deletion = story.steps.findIndex(({ after }) => after.logStarts[partition] > offset);
  const when = deletion < 0 ? '' : ` in step ${deletion + 1}`;
  return sentence(`${unprocessed(story, loss)}: retention deleted it${when}`);
}

const unprocessedBecause = (story: Story, loss: Unprocessed, why: string): string =>
  sentence(why === '' ? unprocessed(story, loss) : `${unprocessed(story, loss)}: ${why}`);

function unprocessed({ world }: Story, { group, value, partition, offset }: Unprocessed): string {
  const where = `${partitionName(world, partition)}, offset ${offset}`;
  if (group < 0) return `r${value} (${where}) was reported stored and its output was never read`;
  return `r${value} (${where}) was reported stored and no consumer of ${groupName(group)} ever processed it`;
}

/** Who has gone past the record, so that nobody will come back for it; or what nobody gets past. */
function whyUnread({ world, last, steps }: Story, { partition, group, offset, cause }: Unprocessed): string {
  if (cause !== SKIPPED_BY_GROUP) {
    const target = fetchTarget(world, last, partition);
    const end = target === null ? 0 : readableEnd(world, target, world.committedOnly);
    return end > offset ? 'nobody has gone past it' : `nobody can read past offset ${end}`;
  }
  const committed = last.groups[group].committed[partition];
  if (committed > offset) return `the group has committed offset ${committed}, past it`;
  const member = range(world.members).find(
    (index) => groupOf(world, index) === group && last.members[index].positions[partition] > offset,
  );
  if (member === undefined) return '';
  const past = `${memberName(world, member)} reads on at offset ${last.members[member].positions[partition]}, past it`;
  // Not a first start: the group had an offset to start from.
  const gone = steps.findLastIndex(
    ({ before, after }) =>
      before.groups[group].committed[partition] >= 0 && after.groups[group].committed[partition] < 0,
  );
  return gone < 0 ? past : `${past}: what ${groupName(group)} had committed is gone since step ${gone + 1}`;
}

/** What poll() throws with auto.offset.reset=none. */
function whyStopped({ last }: Story, { partition, stopped }: By<typeof GROUP_STOPS>): string {
  const committed = last.groups[stopped].committed[partition];
  const what =
    committed < 0
      ? 'has committed nothing, and poll() throws NoOffsetForPartitionException'
      : `has committed offset ${committed}, and poll() throws OffsetOutOfRangeException`;
  return `${groupName(stopped)} ${what}; with auto.offset.reset=none the application has to decide`;
}

const ENDS = { commit: 'committed', abort: 'aborted', data: 'in an open transaction' } as const;

function missedOutput(story: Story, loss: Unprocessed): string {
  const { world, last } = story;
  const { partition, value, offset } = loss;
  const output = recordName(world, outputPartitionOf(world, value), value);
  if (partition >= world.inputs) {
    const log = servedLog(world, last, partition);
    const end = log[offset].transaction < 0 ? '' : `, ${ENDS[markerAfter(log, offset, log.length)?.kind ?? 'data']},`;
    const place = `${partitionName(world, partition)} at offset ${offset}`;
    return sentence(`${output} is in ${place}${end} and no reader was given it`);
  }
  const passed = range(world.groups).map((group) => whyUnread(story, { ...loss, group }));
  const why = passed.find((clause) => clause !== '');
  return sentence(
    `r${value} is in ${partitionName(world, partition)} and its output was never read${why === undefined ? '' : `: ${why}`}`,
  );
}
