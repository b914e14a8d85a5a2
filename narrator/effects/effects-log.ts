import type { Action } from '../../model/action.ts';
import { commonLength, type Log, type LogRecord } from '../../model/broker/log/log.ts';
import { range } from '../../model/sets.ts';
import type { World } from '../../model/world.ts';
import type { Moment } from '../moment.ts';
import { brokerName, listed, partitionName, recordName } from '../names.ts';
import { isRecord } from '../holders.ts';

/** What was appended to which replica, and what was cut off. */
export function logEffects({ world, before, after }: Moment, action: Action): string[] {
  // A producer id that its coordinator has lost goes by another number from then on: the logs are as they were.
  if (action.type === 'coordinator.load') return [];
  return range(world.partitions).flatMap((partition) =>
    world.placement[partition].flatMap((broker) => {
      const index = broker * world.partitions + partition;
      const was = before.replicas[index]?.log ?? [];
      const is = after.replicas[index]?.log ?? [];
      const common = commonLength(was, is);
      const effects: string[] = [];
      if (common < was.length) {
        const lost = was.slice(common);
        const gone = `${entries(world, partition, lost)}${epochs(world, lost)} ${lost.length === 1 ? 'is' : 'are'} gone`;
        effects.push(
          `${cut(world, action, broker, partition, common)}: ${gone}${left(after.replicas, world, partition, lost)}`,
        );
      }
      if (common < is.length) {
        const added = is.slice(common);
        const place = `${partitionName(world, partition)} at ${offsets(common, is.length)}`;
        effects.push(
          `${brokerName(broker)} appends ${entries(world, partition, added)} to ${place}${epochs(world, added)}`,
        );
      }
      const [from, knows] = [before, after].map(({ rememberedFrom }) => rememberedFrom[index] ?? 0);
      if (is.slice(from, knows).some(({ producerId }) => producerId >= 0)) {
        effects.push(
          `${brokerName(broker)} forgets who has written what is deleted from ${partitionName(world, partition)}`,
        );
      }
      return effects;
    }),
  );
}

function cut(world: World, action: Action, broker: number, partition: number, end: number): string {
  const name = partitionName(world, partition);
  return action.type === 'broker.power-loss' || action.type === 'broker.disk-loss'
    ? `on ${brokerName(broker)} ${name} ends at offset ${end} now`
    : `${brokerName(broker)} truncates ${name} to offset ${end}`;
}

/** Says so when a replica held the last copy of an application's record. */
function left(
  replicas: readonly ({ readonly log: Log } | null)[],
  world: World,
  partition: number,
  lost: readonly LogRecord[],
): string {
  const logs = world.placement[partition].map((broker) => replicas[broker * world.partitions + partition]?.log ?? []);
  const gone = lost.filter(
    ({ kind, value }) => kind === 'data' && !logs.some((log) => log.some((record) => isRecord(record, value))),
  );
  return gone.length === 0 ? '' : `, and no replica has ${entries(world, partition, gone)} any more`;
}

const entries = (world: World, partition: number, records: readonly LogRecord[]): string =>
  listed(
    records.map(({ kind, value }) => (kind === 'data' ? recordName(world, partition, value) : `the ${kind} marker`)),
  );

const offsets = (start: number, end: number): string =>
  end - start === 1 ? `offset ${start}` : `offsets ${listed(range(end - start).map((index) => String(start + index)))}`;

/** Leader epochs matter where logs can differ. */
function epochs(world: World, records: readonly LogRecord[]): string {
  if (world.replicationFactor < 2) return '';
  const all = [...new Set(records.map((record) => String(record.leaderEpoch)))];
  return ` (leader epoch${all.length === 1 ? '' : 's'} ${listed(all)})`;
}
