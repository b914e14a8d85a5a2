import type { Actor } from '../documents/scene.ts';
import { arrows, RADIUS, type Room } from './arrows.ts';
import { type Content, el, type Element } from './element.ts';
import { lifeLine } from './life-line.ts';
import { markClass } from './marks.ts';
import type { Row } from './rows.ts';
import { kindIn, type ShownRun } from './shown-run.ts';

/** How a run is drawn. */
export interface Drawing {
  /** Where each step is drawn, the first that before all steps; steps that are folded share one. */
  readonly rows: readonly Row[];
  /** The width of a lane. */
  readonly lane: number;
  /** Those whose lanes are drawn, left to right. */
  readonly actors: readonly Actor[];
  /** Its row and its messages stand out. */
  readonly current?: number;
  readonly folded?: ReadonlySet<number>;
}

/** The names over the lanes; upright where a lane is too narrow for one. */
export function heads({ actors, lane }: Drawing): Element {
  const isUpright = actors.some(({ name }) => wrapped(name, lane).some((line) => line.length * LETTER > lane + 4));
  const names = actors.map(({ name, kind }) => ({ kind, lines: wrapped(name, isUpright ? UPRIGHT : lane) }));
  const longest = Math.max(0, ...names.map(({ lines }) => longestOf(lines)));
  const height = isUpright ? Math.ceil(longest * LETTER) + 8 : 36;
  return el(
    'svg',
    { class: 'heads', 'aria-hidden': 'true', width: actors.length * lane, height },
    names.map(({ kind, lines }, index) =>
      lines.map((line, at, all) => {
        const x = (index + 0.5) * lane;
        const across = (at - (all.length - 1) / 2) * 13 + 4;
        if (!isUpright) return el('text', { class: `k-${kind}`, x, y: 18 + across }, line);
        const turned = `translate(${x + across} ${height - 4})rotate(-90)`;
        return el('text', { class: `k-${kind} upright`, transform: turned }, line);
      }),
    ),
  );
}

/** How wide a letter of a name is, about, and of a short name. */
const LETTER = 6.6;
const LETTER_MAX = 7.3;
/** How high a name may stand before it takes two lines. */
const UPRIGHT = 76;

/** A run in space and time: a life line for each actor, a node for each step, an arrow for each message. */
export function lanes(run: ShownRun, { rows, lane, actors, current, folded = NONE }: Drawing): Element {
  const width = Math.max(1, actors.length) * lane;
  const bottom = rows[rows.length - 1].end;
  const places = new Map(actors.map(({ name }, index) => [name, (index + 0.5) * lane]));
  const xOf = (actor: string): number | undefined => places.get(actor);
  const room: Room = { rows, xOf, current, folded };
  const names = actors.map(({ name }) => name).join(', ');
  const lost = run.noReturn === undefined ? null : rows[run.noReturn].end;
  return el(
    'svg',
    {
      class: 'lanes',
      role: 'img',
      'aria-label': `Space-time diagram of ${names}: ${run.steps.length} steps from top to bottom, told in words beside it`,
      width,
      height: bottom,
      viewBox: `0 0 ${width} ${bottom}`,
    },
    lost === null ? null : el('rect', { class: 'doomed', width, y: lost, height: Math.max(0, bottom - lost) }),
    current === undefined ? null : band(rows[current], width),
    lost === null ? null : el('path', { class: 'no-return', d: `M0 ${lost - 1}H${width}` }),
    actors.map(({ name }) => lifeLine(run, name, places.get(name) ?? 0, rows)),
    arrows(run, room),
    run.steps.map((_, index) => node(run, index + 1, room)),
  );
}

const NONE: ReadonlySet<number> = new Set();

const band = ({ top, end }: Row, width: number): Element =>
  el('rect', { class: 'now', width, y: top, height: end - top });

function node(run: ShownRun, step: number, { rows, xOf, current, folded }: Room): Content {
  const { actor, text, marks } = run.steps[step - 1];
  const [x, y] = [xOf(actor), rows[step].middle];
  if (x === undefined || marks.includes('skipped')) return null;
  if (folded.has(step)) return el('circle', { class: `dot k-${kindIn(run, actor)}`, cx: x, cy: y, r: 4 });
  const body = marks.includes('fault')
    ? el('rect', { x: x - RADIUS, y: y - RADIUS, width: 2 * RADIUS, height: 2 * RADIUS, rx: 2 })
    : el('circle', { cx: x, cy: y, r: RADIUS });
  return el(
    'g',
    {
      class: markClass(
        'node',
        `k-${kindIn(run, actor)}`,
        step === current && 'current',
        ...marks.map((mark) => `n-${mark}`),
      ),
      'data-step': current === undefined ? undefined : step,
    },
    current === undefined ? null : el('title', {}, `${step}. ${actor} ${text}`),
    body,
    el('text', { x, y: y + 4 }, step),
  );
}

/** A name in one line or in two, of which the longer is as short as can be. */
function wrapped(name: string, room: number): string[] {
  const words = name.split(' ');
  if (name.length * LETTER_MAX < room || words.length === 1) return [name];
  const ways = words.slice(1).map((_, at) => [words.slice(0, at + 1).join(' '), words.slice(at + 1).join(' ')]);
  return ways.reduce((best, way) => (longestOf(way) < longestOf(best) ? way : best));
}

const longestOf = (lines: readonly string[]): number => Math.max(...lines.map(({ length }) => length));
