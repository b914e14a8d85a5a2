import { handled } from '../../model/application/handler-failed.ts';
import { markerAfter } from '../../model/broker/log/log.ts';
import { readableEnd } from '../../model/broker/readable-end.ts';
import { fetchTarget } from '../../model/consumer/client/reading.ts';
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
import { type Clause, clause, listedClauses, restingOn, sentenceOf, stepNamed, stepsNamed } from '../clause.ts';
import { keptOffset } from '../kept-offset.ts';
import { holdersOf } from '../holders.ts';
import { brokerName, brokersName, groupName, listed, memberName, partitionName, recordName } from '../names.ts';
import type { ClusterStep, Story } from '../story.ts';

type Loss = WitnessOf<'no-loss'>;
type By<Cause extends string> = Extract<Loss, { readonly cause: Cause }>;
/** A record that is in the log. */
type Unprocessed = Extract<Loss, { readonly offset: number }>;

/** The record, and where it went. */
export function lossSummary(story: Story, loss: Loss): Clause {
  switch (loss.cause) {
    case PARTITION_OFFLINE:
      return partitionOffline(story, loss);
    case LOST_BY_BROKERS:
      return lostByBrokers(story, loss);
    case NEVER_STORED:
      return sentenceOf(clause`${stored(story, loss)}, and no broker ever had it: with acks=0 nobody is told`);
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

function stored(story: Story, loss: Loss): Clause {
  const name = recordName(story.world, loss.partition, loss.value);
  return restingOn(clause`${name} was reported stored`, toldIn(story, loss) + 1);
}

/** Index of the step in which the application was told that the record is stored; -1 where it was so from the start. */
const toldIn = (story: Story, loss: Loss): number =>
  story.steps.findIndex(({ before, after }) => isTold(story, loss, after) && !isTold(story, loss, before));

function partitionOffline(story: Story, loss: Loss): Clause {
  const { isr } = story.last.controller.partitions[loss.partition];
  const name = partitionName(story.world, loss.partition);
  const led = story.steps.findLastIndex(({ before }) => before.controller.partitions[loss.partition].leader >= 0);
  const stays = restingOn(clause`${name} stays without a leader (ISR ${brokersName(isr)})`, led + 1);
  return sentenceOf(clause`${stored(story, loss)} and can't be read: ${stays}`);
}

function lostByBrokers(story: Story, loss: Loss): Clause {
  const { world, steps } = story;
  const { partition, value } = loss;
  const told: ClusterStep | undefined = steps[toldIn(story, loss)];
  const holders = told === undefined ? [] : holdersOf(world, told.after, partition, value);
  const had = holders.length === 0 ? 'no broker' : listed(holders.map(brokerName));
  const when = told === undefined ? '' : ` when ${holders.length === 1 ? 'only ' : ''}${had} had it`;
  const how = [...elections(story, loss), ...losses(story, loss)];
  const gone = clause`${stored(story, loss)}${when}, and ${partitionName(world, partition)} does not have it at the end`;
  return sentenceOf(how.length === 0 ? gone : clause`${gone}: ${listedClauses(how)}`);
}

/** Who was elected leader without having the record, while another broker had it. */
function elections({ world, steps }: Story, { partition, value }: Loss): Clause[] {
  const elected = new Map<number, number[]>();
  for (const [index, { before, after }] of steps.entries()) {
    const { leader } = after.controller.partitions[partition];
    if (leader < 0 || leader === before.controller.partitions[partition].leader) continue;
    const holders = holdersOf(world, after, partition, value);
    if (holders.length === 0 || holders.includes(leader)) continue;
    elected.set(leader, [...(elected.get(leader) ?? []), index + 1]);
  }
  return [...elected].map(([leader, at]) => clause`${brokerName(leader)} was elected without it in ${stepsNamed(at)}`);
}

function losses({ world, steps }: Story, { partition, value }: Loss): Clause[] {
  return steps.flatMap(({ before, after }, index) => {
    const left = holdersOf(world, after, partition, value);
    const lost = holdersOf(world, before, partition, value).filter((broker) => !left.includes(broker));
    return lost.map((broker) => clause`${brokerName(broker)} lost it in ${stepNamed(index + 1)}`);
  });
}

const isTold = ({ world }: Story, { partition, value }: Loss, { ledger }: Story['last']): boolean =>
  partition < world.inputs ? ledger.sends[value].outcome === 'acknowledged' : has(ledger.outputsAcknowledged, value);

function deletedByRetention(story: Story, loss: By<typeof DELETED_BY_RETENTION>): Clause {
  const { partition, offset } = loss;
  const deletion = story.steps.findIndex(({ after }) => after.logStarts[partition] > offset);
  const when = deletion < 0 ? '' : clause` in ${stepNamed(deletion + 1)}`;
  return sentenceOf(clause`${unprocessed(story, loss)}: retention deleted it${when}`);
}

const unprocessedBecause = (story: Story, loss: Unprocessed, why: Clause | string): Clause =>
  sentenceOf(clause`${unprocessed(story, loss)}${why === '' ? '' : ': '}${why}`);

function unprocessed({ world }: Story, { group, value, partition, offset }: Unprocessed): string {
  const where = `${partitionName(world, partition)}, offset ${offset}`;
  if (group < 0) return `r${value} (${where}) was reported stored and its output was never read`;
  return `r${value} (${where}) was reported stored and no consumer of ${groupName(group)} ever processed it`;
}

/** Who has gone past the record, so that nobody will come back for it; or what nobody gets past. */
function whyUnread(story: Story, loss: Unprocessed): Clause | string {
  const past = whoWentPast(story, loss);
  const failed = failureOf(story, loss);
  if (failed < 0) return past;
  const letter =
    story.world.onFailure === 'dead-letter' ? 'its dead letter was never stored' : 'the loop went on without it';
  const skipped = clause`its handler failed in ${stepNamed(failed + 1)}, and ${letter}`;
  return past === '' ? skipped : clause`${skipped}; ${past}`;
}

/** The index of the step in which the handler failed on the record, and the loop passed over it; -1 for none. */
const failureOf = ({ world, steps }: Story, { partition, group, offset }: Unprocessed): number =>
  world.onFailure === 'skip' || world.onFailure === 'dead-letter'
    ? steps.findLastIndex(({ action, before }) => {
        if (action.type !== 'processing.failed' || groupOf(world, action.member) !== group) return false;
        const failed = handled(before.members[action.member]);
        return failed.partition === partition && failed.offset === offset;
      })
    : -1;

function whoWentPast({ world, last, steps }: Story, { partition, group, offset, cause }: Unprocessed): Clause | string {
  if (cause !== SKIPPED_BY_GROUP) {
    const target = fetchTarget(world, last, partition);
    const end = target === null ? 0 : readableEnd(world, target, world.committedOnly);
    return end > offset ? 'nobody has gone past it' : `nobody can read past offset ${end}`;
  }
  const committed = last.groups[group].committed[partition];
  if (committed > offset) {
    const passing = steps.findIndex(({ after }) => after.groups[group].committed[partition] > offset);
    const kept = world.ownsOffsets
      ? keptOffset(world, group, committed)
      : `the group has committed offset ${committed}`;
    return restingOn(clause`${kept}, past it`, passing + 1);
  }
  const member = range(world.members).find(
    (index) => groupOf(world, index) === group && last.members[index].positions[partition] > offset,
  );
  if (member === undefined) return '';
  const passing = steps.findLastIndex(({ before }) => before.members[member].positions[partition] <= offset);
  const position = last.members[member].positions[partition];
  const past = restingOn(clause`${memberName(world, member)} reads on at offset ${position}, past it`, passing + 1);
  // Not a first start: the group had an offset to start from.
  const gone = steps.findLastIndex(
    ({ before, after }) =>
      before.groups[group].committed[partition] >= 0 && after.groups[group].committed[partition] < 0,
  );
  return gone < 0 ? past : clause`${past}: what ${groupName(group)} had committed is gone since ${stepNamed(gone + 1)}`;
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

function missedOutput(story: Story, loss: Unprocessed): Clause {
  const { world, last } = story;
  const { partition, value, offset } = loss;
  const output = recordName(world, outputPartitionOf(world, value), value);
  if (partition >= world.inputs) {
    const log = servedLog(world, last, partition);
    const end = log[offset].transaction < 0 ? '' : `, ${ENDS[markerAfter(log, offset, log.length)?.kind ?? 'data']},`;
    const place = `${partitionName(world, partition)} at offset ${offset}`;
    return sentenceOf(clause`${output} is in ${place}${end} and no reader was given it`);
  }
  const passed = range(world.groups).map((group) => whyUnread(story, { ...loss, group }));
  const why = passed.find((clause) => clause !== '');
  const missed = clause`r${value} is in ${partitionName(world, partition)} and its output was never read`;
  return sentenceOf(why === undefined ? missed : clause`${missed}: ${why}`);
}
