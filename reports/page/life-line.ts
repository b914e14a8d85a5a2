import type { Snapshot } from '../documents/scene.ts';
import { type Content, el } from './element.ts';
import type { Row } from './rows.ts';
import type { ShownRun } from './shown-run.ts';

const BAND = 30;

/** A life line: up or down, and of a broker in which epoch it leads, each as long as nothing changes. */
export function lifeLine({ partitions, states }: ShownRun, name: string, x: number, rows: readonly Row[]): Content {
  const broker = /^broker (\d+)$/.exec(name)?.[1];
  const bottom = rows[rows.length - 1].end;
  const yOf = (step: number | null): number => (step === null ? bottom : rows[step].middle);
  const mine = broker === undefined ? [] : ledOnce(states, Number(broker), partitions.length);
  const bands = mine.map((partition, at) => {
    const width = BAND / mine.length;
    const led = states.map((state) => ledBy(state, Number(broker), partition));
    return spansOf(led).map(({ value, from, end }) => {
      if (value === null) return null;
      const [top, height] = [yOf(from), yOf(end) - yOf(from)];
      const words = partitions.length > 1 ? `e${value} ${shortName(partitions[partition])}` : `e${value}`;
      return [
        el(
          'rect',
          { class: `band e${value % 5}`, x: x - BAND / 2 + at * width, y: top, width, height },
          el('title', {}, `${partitions[partition]}: ${name} leads in epoch ${value}`),
        ),
        el('text', { class: 'epoch', x: x + 17, y: top + (from === 0 ? 9 : 14) + at * 11 }, words),
      ];
    });
  });
  const lives = spansOf(states.map((state) => isUp(state, name, broker))).map(({ value, from, end }) =>
    el('path', { class: value ? 'life' : 'life down', d: `M${x} ${yOf(from)}V${yOf(end)}` }),
  );
  return [bands, lives];
}

/** `input-0` as `i0`: names are long beside a band, and told in full by its title and by the state. */
const shortName = (partition: string): string => partition.replace(/^(\w)\w*-/, '$1');

/** The partitions that a broker leads at any time: each has a part of the band's width. */
const ledOnce = (states: readonly Snapshot[], broker: number, partitions: number): number[] =>
  Array.from({ length: partitions }, (_, partition) => partition).filter((partition) =>
    states.some((state) => ledBy(state, broker, partition) !== null),
  );

function ledBy({ up, partitions }: Snapshot, broker: number, partition: number): number | null {
  const replica = partitions.at(partition)?.replicas.find((one) => one.broker === broker);
  return replica?.leads === true && up.at(broker) === true ? replica.epoch : null;
}

function isUp({ up, producers, members }: Snapshot, name: string, broker: string | undefined): boolean {
  if (broker !== undefined) return up.at(Number(broker)) === true;
  const member = members.find((one) => one.name === name);
  return member === undefined ? producers.find((one) => one.name === name)?.up !== false : member.status === 'up';
}

interface Span<T> {
  readonly value: T;
  readonly from: number;
  readonly end: number | null;
}

/** Runs of equal values: from which index, and to which, null for the last. */
function spansOf<T>(values: readonly T[]): Span<T>[] {
  const starts = values.flatMap((value, index) => (index === 0 || values[index - 1] !== value ? [index] : []));
  return starts.map((from, index) => ({ value: values[from], from, end: starts.at(index + 1) ?? null }));
}
