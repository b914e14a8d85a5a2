import type { Message, Run, Scene, Snapshot } from '../scene.ts';
import { type Content, el, type Element } from './element.ts';
import { marksOf } from './marks.ts';
import { statesOf } from './states.ts';

const ROW = 30;
const LANE = 96;
const HEAD = 40;
const RADIUS = 9;

const yOf = (step: number): number => HEAD + (step === 0 ? 8 : 16 + (step - 0.5) * ROW);

/** A run in space and time: a life line for each actor, a node for each step, an arrow for each message. */
export function lanes(scene: Scene, actorOf: readonly string[]): Element {
  const { actors, messages, noReturn } = scene;
  const steps = actorOf.length;
  const width = Math.max(1, actors.length) * LANE;
  const bottom = HEAD + 16 + steps * ROW + 8;
  const places = new Map(actors.map(({ name }, index) => [name, (index + 0.5) * LANE]));
  const states = statesOf(scene);
  const names = actors.map(({ name }) => name).join(', ');
  const lost = noReturn === undefined ? null : yOf(noReturn) + ROW / 2;
  return el(
    'svg',
    {
      class: 'lanes',
      role: 'img',
      'aria-label': `Space-time diagram of ${names}: ${steps} steps from top to bottom, told in the table`,
      width,
      height: bottom,
      viewBox: `0 0 ${width} ${bottom}`,
    },
    lost === null ? null : el('rect', { class: 'doomed', width, y: lost, height: Math.max(0, bottom - lost) }),
    lost === null ? null : el('line', { class: 'no-return', x2: width, y1: lost, y2: lost }),
    actors.map(({ name, kind }, index) => {
      const x = (index + 0.5) * LANE;
      const lines = wrapped(name).map((line, at, all) =>
        el('text', { class: `head k-${kind}`, x, y: (all.length === 1 ? 22 : 15) + at * 13 }, line),
      );
      return [lines, lifeLine(scene, states, name, x, bottom)];
    }),
    messages.map((message) => arrow(message, places, actorOf, bottom)),
    actorOf.map((name, index) => {
      const x = places.get(name);
      return x === undefined ? null : node(scene, index + 1, steps, x);
    }),
  );
}

function node(scene: Scene, step: number, steps: number, x: number): Element {
  const marks = marksOf(scene, step, steps);
  const y = yOf(step);
  const body = marks.includes('fault')
    ? el('rect', { x: x - RADIUS, y: y - RADIUS, width: 2 * RADIUS, height: 2 * RADIUS, rx: 2 })
    : el('circle', { cx: x, cy: y, r: RADIUS });
  return el(
    'g',
    { class: ['node', ...marks.map((mark) => `n-${mark}`)].join(' ') },
    body,
    el('text', { x, y: y + 4 }, step),
  );
}

function arrow(
  { from, to, sent, there, label, kind, lost }: Message,
  places: ReadonlyMap<string, number>,
  actorOf: readonly string[],
  bottom: number,
): Content {
  const [x1, goal] = [places.get(from), places.get(to)];
  if (x1 === undefined || goal === undefined || x1 === goal) return null;
  // What never arrives, or has not yet, ends on its way.
  const share = lost === true || there === undefined ? 0.62 : 1;
  const y1 = yOf(sent);
  const y2 = there === undefined ? Math.min(bottom - 4, y1 + ROW) : yOf(there);
  const x2 = x1 + (goal - x1) * share;
  const length = Math.hypot(x2 - x1, y2 - y1);
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
  const gapAt = (actor: string, step: number): number => (actorOf.at(step - 1) === actor && step > 0 ? RADIUS + 1 : 1);
  const end = share === 1 && there !== undefined ? gapAt(to, there) : 0;
  const begin = gapAt(from, sent);
  const [sx, sy] = [x1 + ux * begin, y1 + uy * begin];
  const [tx, ty] = [x2 - ux * end, y2 - uy * end];
  const side = (sign: number): string => point(tx - 7 * ux + sign * 3.5 * uy, ty - 7 * uy - sign * 3.5 * ux);
  const tip =
    lost === true
      ? el('path', { d: `M${point(tx - 5, ty - 5)}l10 10m0 -10l-10 10` })
      : el('polygon', { points: `${point(tx, ty)} ${side(1)} ${side(-1)}` });
  const labelled = kind === 'control' || kind === 'group' ? null : shortened(label);
  return el(
    'g',
    { class: `msg m-${kind}${lost === true ? ' lost' : ''}` },
    el('line', { x1: round(sx), y1: round(sy), x2: round(tx), y2: round(ty) }),
    tip,
    labelled === null
      ? null
      : el('text', { x: round((sx + tx) / 2), y: round((sy + ty) / 2 + (sent === there ? -5 : 4)) }, labelled),
  );
}

/** Up or down, and of a broker in which epoch it leads, each as long as nothing changes. */
function lifeLine({ partitions }: Run, states: readonly Snapshot[], name: string, x: number, bottom: number): Content {
  const broker = /^broker (\d+)$/.exec(name)?.[1];
  const until = (end: number | null): number => (end === null ? bottom : yOf(end));
  const bands =
    broker === undefined
      ? []
      : partitions.map((partition, index) => {
          const led = states.map((state) => ledBy(state, Number(broker), index));
          const [left, width] = [x - 15 + (30 / partitions.length) * index, 30 / partitions.length];
          return spansOf(led).map(({ value, from, end }) => {
            if (value === null) return null;
            const band = { class: `band e${value % 5}`, x: left, y: yOf(from), width, height: until(end) - yOf(from) };
            const words = `e${value}${partitions.length > 1 ? ` ${partition}` : ''}`;
            return [
              el('rect', band, el('title', {}, `${partition}: leads in epoch ${value}`)),
              el('text', { class: 'epoch', x: x + 17, y: yOf(from) + (from === 0 ? 8 : 20) + index * 11 }, words),
            ];
          });
        });
  const alive = states.map((state) => isUp(state, name, broker));
  const lives = spansOf(alive).map(({ value, from, end }) =>
    el('line', { class: value ? 'life' : 'life down', x1: x, x2: x, y1: yOf(from), y2: until(end) }),
  );
  return [bands, lives];
}

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

function wrapped(name: string): string[] {
  const words = name.split(' ');
  return name.length * 7 < LANE || words.length === 1
    ? [name]
    : [words.slice(0, -1).join(' '), words[words.length - 1]];
}

const LABEL_MAX = 14;
const shortened = (label: string): string => (label.length > LABEL_MAX ? `${label.slice(0, LABEL_MAX - 2)}…` : label);
const round = (value: number): number => Math.round(value * 10) / 10;
const point = (x: number, y: number): string => `${round(x)} ${round(y)}`;
