import { keeperOf } from './kept-offset.ts';
import { lastStableOffset, type Log } from '../model/broker/log/log.ts';
import { range } from '../model/sets.ts';
import type { ClusterState } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { brokerName, brokersName, DOWNSTREAM, groupName, partitionName } from './names.ts';

/**
 * A state in a few lines: of each partition who leads, every replica's log, and how far its readers are.
 *
 * A log is read from offset 0. The last line explains the signs between the records, as far as there are any.
 */
export function picture(world: World, state: ClusterState): string[] {
  const partitions = range(world.partitions).flatMap((partition) => partitionLines(world, state, partition));
  const legend = SIGNS.filter(({ sign }) => partitions.some((line) => line.split(' ').includes(sign)));
  return [...partitions, legend.map(({ sign, meaning }) => `${sign} ${meaning}`).join(', ')];
}

const DELETED = 'x';
const LOG_START = '[';
const HIGH_WATERMARK = '|';
const STABLE = '!';
const MARKERS = { commit: '+', abort: '-' } as const;

const SIGNS = [
  { sign: DELETED, meaning: 'deleted by retention' },
  { sign: LOG_START, meaning: 'log start offset' },
  { sign: HIGH_WATERMARK, meaning: 'high watermark (HW)' },
  { sign: STABLE, meaning: 'last stable offset (LSO)' },
  { sign: MARKERS.commit, meaning: 'commit marker' },
  { sign: MARKERS.abort, meaning: 'abort marker' },
];

function partitionLines(world: World, state: ClusterState, partition: number): string[] {
  const { leader, leaderEpoch, isr } = state.controller.partitions[partition];
  const led = leader < 0 ? 'no leader' : `${brokerName(leader)} leads (leader epoch ${leaderEpoch})`;
  const rows = [
    ...world.placement[partition].map((broker) => replicaRow(world, state, broker, partition)),
    ...readerRows(world, state, partition),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    `${partitionName(world, partition)}: ${led}, ISR ${brokersName(isr)}`,
    ...rows.map(([name, content]) => `  ${name.padEnd(width)}  ${content}`),
  ];
}

type Row = readonly [name: string, content: string];

function replicaRow(world: World, state: ClusterState, broker: number, partition: number): Row {
  const name = `${brokerName(broker)}${state.brokers[broker].up ? '' : ' (down)'}`;
  const replica = state.replicas[broker * world.partitions + partition];
  return [name, replica === null ? '' : drawn(replica.log, state.logStarts[partition], replica.highWatermark)];
}

/** Deleted records keep their places, so that offsets can be counted. */
function drawn(log: Log, logStart: number, highWatermark: number): string {
  const stable = lastStableOffset(log, highWatermark);
  const signs: string[] = [];
  for (let offset = 0; offset <= log.length; offset += 1) {
    if (offset === logStart && logStart > 0) signs.push(LOG_START);
    if (offset === stable && stable < highWatermark) signs.push(STABLE);
    if (offset === highWatermark) signs.push(HIGH_WATERMARK);
    if (offset === log.length) break;
    const { kind, value } = log[offset];
    if (offset < logStart) signs.push(DELETED);
    else signs.push(kind === 'data' ? `r${value}` : MARKERS[kind]);
  }
  return signs.join(' ');
}

function readerRows(world: World, state: ClusterState, partition: number): Row[] {
  if (partition >= world.inputs) {
    return [[DOWNSTREAM, `reads on at offset ${state.downstream[partition - world.inputs]}`]];
  }
  return state.groups.map(({ committed }, group): Row => {
    const offset = committed[partition];
    const kept = world.ownsOffsets ? `has a ${keeperOf(world)} that says` : 'has committed';
    return [groupName(group), offset < 0 ? 'has committed nothing' : `${kept} offset ${offset}`];
  });
}
