import { lastStableOffset } from '../../model/broker/log.ts';
import { range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import type { World } from '../../model/world.ts';
import { brokerName, brokersName, groupName, partitionName } from './names.ts';

/**
 * A state in a few lines: of each partition who leads, every replica's log, and what the groups have committed.
 *
 * A log is read from offset 0: `r0` is a record, `+` a commit marker, `-` an abort marker; `|` stands at the high
 * watermark and `!` at a last stable offset below it.
 */
export function picture(world: World, state: ClusterState): string[] {
  return range(world.partitions).flatMap((partition) => {
    const { leader, leaderEpoch, isr } = state.controller.partitions[partition];
    const led = leader < 0 ? 'no leader' : `leader ${brokerName(leader)}, leader epoch ${leaderEpoch}`;
    const head = `${partitionName(world, partition)}: ${led}, ISR ${brokersName(isr)}`;
    const logs = world.placement[partition].map((broker) => {
      const role = state.brokers[broker].up ? '' : ' (down)';
      return `  ${brokerName(broker)}${role}: ${logLine(world, state, broker, partition)}`;
    });
    return [head].concat(logs, offsetLines(world, state, partition));
  });
}

function logLine(world: World, state: ClusterState, broker: number, partition: number): string {
  const replica = state.replicas[broker * world.partitions + partition];
  if (replica === null) return '';
  const { log, highWatermark } = replica;
  const stable = lastStableOffset(log, highWatermark);
  const words: string[] = [];
  for (let offset = 0; offset <= log.length; offset += 1) {
    if (offset === stable && stable < highWatermark) words.push('!');
    if (offset === highWatermark) words.push('|');
    if (offset < log.length) words.push(SIGNS[log[offset].kind] ?? `r${log[offset].value}`);
  }
  return words.join(' ');
}

const SIGNS = { data: null, commit: '+', abort: '-' } as const;

function offsetLines(world: World, state: ClusterState, partition: number): string[] {
  if (partition >= world.inputs)
    return [`  downstream reader: at offset ${state.downstream[partition - world.inputs]}`];
  return state.groups.map(({ committed }, group) => {
    const offset = committed[partition];
    return `  ${groupName(group)}: ${offset < 0 ? 'nothing committed' : `committed offset ${offset}`}`;
  });
}
