import type { Message } from '../documents/scene.ts';
import { type Content, el, type Element } from './element.ts';
import { type Box, freePlace, type Line } from './labels.ts';
import { markClass } from './marks.ts';
import type { Row } from './rows.ts';
import type { ShownRun } from './shown-run.ts';

/** Half the size of a node. */
export const RADIUS = 9;

/** Where arrows may go. */
export interface Room {
  readonly rows: readonly Row[];
  /** The middle of an actor's lane; none where it is not shown. */
  readonly xOf: (actor: string) => number | undefined;
  readonly current?: number;
  /** Steps that share a row with others: an arrow from one of them to another is not drawn. */
  readonly folded: ReadonlySet<number>;
}

/** An arrow for each message; its label stands where no node and no other label does, or is left out. */
export function arrows({ messages, steps }: ShownRun, room: Room): Content {
  const { rows, xOf, current, folded } = room;
  const taken: Box[] = steps.flatMap(({ actor }, index) => {
    const x = xOf(actor);
    if (x === undefined || folded.has(index + 1)) return [];
    return [boxAround(x, rows[index + 1].middle, 2 * RADIUS + 2, 2 * RADIUS)];
  });
  const isAt = (actor: string, step: number): boolean => steps.at(step - 1)?.actor === actor && step > 0;
  const isOn = ({ sent, there }: Message): boolean => current !== undefined && (sent === current || there === current);
  const drawn = messages.flatMap((message) => {
    const line = lineOf(message, room, isAt);
    return line === null ? [] : [{ message, line }];
  });
  // Those of the current step choose their places first.
  const inTurn = [...drawn.filter(({ message }) => isOn(message)), ...drawn.filter(({ message }) => !isOn(message))];
  const places = new Map(
    inTurn.map(({ message, line }) => {
      const isQuiet = message.kind === 'control' || message.kind === 'group';
      const text = shortened(message.label);
      const place = isQuiet && !isOn(message) ? null : freePlace(line, text.length * 6 + 4, taken, isOn(message));
      if (place !== null) taken.push(place.box);
      return [message, { text, place }] as const;
    }),
  );
  const labels = drawn.flatMap(({ message }) => {
    const label = places.get(message);
    if (label === undefined || label.place === null) return [];
    const { x, y } = label.place;
    return [
      el('text', { class: message.kind === 'error' ? 'label m-error' : 'label', x: round(x), y: round(y) }, label.text),
    ];
  });
  // The labels come last, so that no line crosses one.
  return [drawn.map(({ message, line }) => arrow(message, line, isOn(message), current !== undefined)), labels];
}

function lineOf(
  { from, to, sent, there, lost }: Message,
  { rows, xOf, folded }: Room,
  isAt: (actor: string, step: number) => boolean,
): Line | null {
  const [x1, goal] = [xOf(from), xOf(to)];
  if (x1 === undefined || goal === undefined || x1 === goal) return null;
  if (there !== undefined && rows[sent] === rows[there] && folded.has(sent)) return null;
  // What never arrives, or has not yet, ends on its way.
  const share = lost === true || there === undefined ? 0.62 : 1;
  const [y1, bottom] = [rows[sent].middle, rows[rows.length - 1].end];
  const y2 = there === undefined ? Math.min(bottom - 4, y1 + 30) : rows[there].middle;
  const x2 = x1 + (goal - x1) * share;
  const length = Math.hypot(x2 - x1, y2 - y1);
  const along = [(x2 - x1) / length, (y2 - y1) / length] as const;
  const gapAt = (actor: string, step: number): number => (isAt(actor, step) ? (folded.has(step) ? 5 : RADIUS + 1) : 1);
  const [begin, end] = [gapAt(from, sent), share === 1 && there !== undefined ? gapAt(to, there) : 0];
  return {
    from: [x1 + along[0] * begin, y1 + along[1] * begin],
    to: [x2 - along[0] * end, y2 - along[1] * end],
    along,
  };
}

function arrow(
  { kind, lost, label }: Message,
  { from, to: [x, y], along: [ux, uy] }: Line,
  isOn: boolean,
  isTitled: boolean,
): Element {
  const side = (sign: number): string => point(x - 7 * ux + sign * 3.5 * uy, y - 7 * uy - sign * 3.5 * ux);
  const tip = lost === true ? `M${point(x - 5, y - 5)}l10 10m0 -10l-10 10` : `M${point(x, y)}L${side(1)}L${side(-1)}z`;
  return el(
    'path',
    {
      class: markClass('msg', `m-${kind}`, lost === true && 'lost', isOn && 'on'),
      d: `M${point(...from)}L${point(x, y)}${tip}`,
    },
    isTitled ? el('title', {}, label) : null,
  );
}

const boxAround = (x: number, y: number, width: number, height: number): Box => ({
  left: x - width / 2,
  right: x + width / 2,
  top: y - height / 2,
  bottom: y + height / 2,
});

const LABEL_MAX = 14;
const shortened = (label: string): string => (label.length > LABEL_MAX ? `${label.slice(0, LABEL_MAX - 2)}…` : label);
const round = (value: number): number => Math.round(value * 10) / 10;
const point = (x: number, y: number): string => `${round(x)} ${round(y)}`;
