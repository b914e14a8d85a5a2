import { markerAfter } from '../model/broker/log.ts';
import { fetchTarget, readableEnd } from '../model/consumer/reading.ts';
import { has, range } from '../model/sets.ts';
import { inputPartitionOf, outputPartitionOf } from '../model/world.ts';
import { LOST_BY_BROKERS, PARTITION_OFFLINE, SKIPPED_BY_GROUP } from '../properties/guarantees/no-loss.ts';
import {
  acknowledged,
  effectsInside,
  effectsOutside,
  judgesOutside,
  offsetOf,
  servedLog,
} from '../properties/guarantees/looking.ts';
import { brokerName, brokersName, groupName, listed, memberName, partitionName, recordName } from './names.ts';
import { holdersOf, sentence, type Story } from './story.ts';

/** An acknowledged record without effect: in which partition it was lost, and for whom. */
interface Miss {
  readonly value: number;
  /** -1 for the reader behind a transform. */
  readonly group: number;
  readonly partition: number;
}

/** `no-loss`: the record, and where it went. */
export function lossSummary(story: Story): string | null {
  const all = misses(story);
  const miss = all.find((candidate) => causeOf(story, candidate) === story.cause) ?? all[0];
  if (miss === undefined) return null;
  switch (causeOf(story, miss)) {
    case PARTITION_OFFLINE: {
      const { isr } = story.last.controller.partitions[miss.partition];
      const name = partitionName(story.world, miss.partition);
      return sentence(
        `${stored(story, miss)} and can't be read: ${name} stays without a leader (ISR ${brokersName(isr)})`,
      );
    }
    case LOST_BY_BROKERS:
      return lostByBrokers(story, miss);
    default:
      return miss.group < 0 ? missedOutput(story, miss) : skippedByGroup(story, miss);
  }
}

function misses({ world, last }: Story): Miss[] {
  const found: Miss[] = [];
  for (const value of acknowledged(last)) {
    const partition = inputPartitionOf(world, value);
    for (const group of judgesOutside(world) ? range(world.groups) : []) {
      if (effectsOutside(last, group, value) === 0) found.push({ value, group, partition });
    }
    if (!world.transform || effectsInside(last, value) > 0) continue;
    const inInput = offsetOf(world, last, partition, value) >= 0;
    const ofOutput = inInput && has(last.ledger.outputsAcknowledged, value);
    found.push({ value, group: -1, partition: ofOutput ? outputPartitionOf(world, value) : partition });
  }
  return found;
}

function causeOf({ world, last }: Story, { partition, value }: Miss): string {
  if (offsetOf(world, last, partition, value) >= 0) return SKIPPED_BY_GROUP;
  return last.controller.partitions[partition].leader < 0 ? PARTITION_OFFLINE : LOST_BY_BROKERS;
}

const stored = ({ world }: Story, { partition, value }: Miss): string =>
  `${recordName(world, partition, value)} was reported stored`;

function lostByBrokers(story: Story, miss: Miss): string {
  const { world, steps } = story;
  const { partition, value } = miss;
  const told = steps.find(({ before, after }) => isTold(story, miss, after) && !isTold(story, miss, before));
  const holders = told === undefined ? [] : holdersOf(world, told.after, partition, value);
  const had = holders.length === 0 ? 'no broker' : listed(holders.map(brokerName));
  const when = told === undefined ? '' : ` when ${holders.length === 1 ? 'only ' : ''}${had} had it`;
  const how = [...elections(story, miss), ...losses(story, miss)];
  const gone = `${stored(story, miss)}${when}, and ${partitionName(world, partition)} does not have it at the end`;
  return sentence(how.length === 0 ? gone : `${gone}: ${listed(how)}`);
}

/** Who was elected leader without having the record, while another broker had it. */
function elections({ world, steps }: Story, { partition, value }: Miss): string[] {
  return steps.flatMap(({ before, after }, index) => {
    const { leader } = after.controller.partitions[partition];
    if (leader < 0 || leader === before.controller.partitions[partition].leader) return [];
    const holders = holdersOf(world, after, partition, value);
    if (holders.length === 0 || holders.includes(leader)) return [];
    return [`${brokerName(leader)} was elected without it in step ${index + 1}`];
  });
}

function losses({ world, steps }: Story, { partition, value }: Miss): string[] {
  return steps.flatMap(({ before, after }, index) => {
    const left = holdersOf(world, after, partition, value);
    const lost = holdersOf(world, before, partition, value).filter((broker) => !left.includes(broker));
    return lost.map((broker) => `${brokerName(broker)} lost it in step ${index + 1}`);
  });
}

const isTold = ({ world }: Story, { partition, value }: Miss, { ledger }: Story['last']): boolean =>
  partition < world.inputs ? ledger.sends[value].outcome === 'acknowledged' : has(ledger.outputsAcknowledged, value);

function skippedByGroup(story: Story, miss: Miss): string {
  const { world, last } = story;
  const { partition, value, group } = miss;
  const where = `${partitionName(world, partition)}, offset ${offsetOf(world, last, partition, value)}`;
  const passed = passedBy(story, miss);
  const subject = `r${value} (${where}) was reported stored and no consumer of ${groupName(group)} ever processed it`;
  return sentence(passed === '' ? subject : `${subject}: ${passed}`);
}

/** Who has gone past the record, so that nobody will come back for it. */
function passedBy({ world, last }: Story, { partition, value, group }: Miss): string {
  const offset = offsetOf(world, last, partition, value);
  const committed = last.groups[group].committed[partition];
  if (committed > offset) return `the group has committed offset ${committed}, past it`;
  const member = range(world.members)
    .filter((index) => Math.floor(index / world.membersPerGroup) === group)
    .find((index) => last.members[index].positions[partition] > offset);
  const target = fetchTarget(world, last, partition);
  const end = target === null ? 0 : readableEnd(world, target, world.committedOnly);
  if (member === undefined) return end > offset ? '' : `nobody can read past offset ${end}`;
  return `${memberName(world, member)} reads on at offset ${last.members[member].positions[partition]}, past it`;
}

const ENDS = { commit: 'committed', abort: 'aborted', data: 'in an open transaction' } as const;

function missedOutput(story: Story, miss: Miss): string {
  const { world, last } = story;
  const { partition, value } = miss;
  const output = recordName(world, outputPartitionOf(world, value), value);
  if (partition >= world.inputs) {
    const log = servedLog(world, last, partition);
    const offset = offsetOf(world, last, partition, value);
    const end = log[offset].transaction < 0 ? '' : `, ${ENDS[markerAfter(log, offset, log.length)?.kind ?? 'data']},`;
    const place = `${partitionName(world, partition)} at offset ${offset}`;
    return sentence(`${output} is in ${place}${end} and no reader was given it`);
  }
  const passed = range(world.groups).map((group) => passedBy(story, { ...miss, group }));
  const why = passed.find((clause) => clause !== '');
  return sentence(
    `r${value} is in ${partitionName(world, partition)} and its output was never read${why === undefined ? '' : `: ${why}`}`,
  );
}
