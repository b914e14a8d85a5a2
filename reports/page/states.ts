import type { ReplicaSnapshot, Run, Snapshot } from '../documents/scene.ts';

/** The states of a run, each whole. */
export function statesOf({ states }: Pick<Run, 'states'>): Snapshot[] {
  const whole: Snapshot[] = [];
  for (const state of states) whole.push({ ...(whole.at(-1) ?? NOTHING), ...state });
  return whole;
}

/** What a file leaves out is as if there was nothing of it. */
const NOTHING: Snapshot = {
  up: [],
  partitions: [],
  producers: [],
  transactions: [],
  groups: [],
  members: [],
  downstream: [],
  records: [],
};

const brokers = (numbers: readonly number[]): string => (numbers.length === 0 ? 'none' : numbers.join(', '));

/** What is otherwise in the cluster than before, a line each. `|` is the high watermark, `!` the last stable offset. */
export function changesOf(names: readonly string[], before: Snapshot, now: Snapshot): string[] {
  const logs = now.partitions.flatMap((partition, index) => {
    const old = before.partitions.at(index);
    const name = names.at(index) ?? '';
    const { leader, epoch, isr } = partition;
    const led = leader < 0 ? 'no leader' : `broker ${leader} leads, epoch ${epoch}`;
    const head = isSame([leader, epoch, isr], [old?.leader, old?.epoch, old?.isr])
      ? []
      : [`${name}: ${led}, ISR ${brokers(isr)}`];
    const replicas = partition.replicas.flatMap((replica, at) => {
      const text = logText(replica);
      const was = old?.replicas.at(at);
      return was !== undefined && logText(was) === text ? [] : [`${name} on broker ${replica.broker}: ${text}`];
    });
    return [...head, ...replicas];
  });
  const groups = now.groups.flatMap(({ committed }, group) =>
    committed.flatMap((offset, input) =>
      before.groups.at(group)?.committed.at(input) === offset
        ? []
        : [`group ${group} has committed offset ${offset} of ${names.at(input) ?? ''}`],
    ),
  );
  return [...logs, ...groups];
}

function logText({ log, highWatermark, lastStable }: ReplicaSnapshot): string {
  const words = log.map(({ is }) => is);
  words.splice(highWatermark, 0, '|');
  if (lastStable < highWatermark) words.splice(lastStable, 0, '!');
  return words.join(' ');
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const TOLD = new Map([
  ['none', 'nothing'],
  ['acknowledged', 'stored'],
]);

/** What became of each record: what the application was told, which brokers have it, how often it took effect. */
export function recordRows({ records, up }: Snapshot): string[][] {
  return records.map(({ name, told, copies, took }) => {
    const places = copies.map(
      ({ broker, times }) =>
        `broker ${broker}${times > 1 ? ` ${times}×` : ''}${up.at(broker) === false ? ' (down)' : ''}`,
    );
    return [
      name,
      TOLD.get(told) ?? told,
      places.join(', ') || 'no broker',
      took.map((times) => `${times}×`).join(', '),
    ];
  });
}
