import { el, type Element } from '../../reports/page/element.ts';
import { recordRows } from '../../reports/page/states.ts';
import { head, row } from '../../reports/page/table.ts';
import type { Snapshot } from '../../reports/documents/scene.ts';
import { changed } from './changed.ts';
import { across, type Place, runAt } from './place.ts';

/** What is so in the other run by then. */
interface Beside {
  readonly label: string;
  readonly state: Snapshot;
}

/** What is so in the other run at the same moment; null where there is none. */
export function besideOf(place: Place): Beside | null {
  if (place.story.scene.control === undefined) return null;
  const other = across(place);
  return { label: other.isControl ? 'with the remedy' : 'as set up', state: runAt(other).states[other.step] };
}

/** What the application was told of each record, beside what is so, and under it the same of the other run. */
export function recordsTable(was: Snapshot, now: Snapshot, beside: Beside | null): Element {
  const before = recordRows(was);
  const others = beside === null ? [] : recordRows(beside.state);
  const isTransform = now.downstream.length > 0;
  const [place, effect] = isTransform ? ['output is on', 'output was read'] : ['is on', 'took effect'];
  return el(
    'table',
    { class: 'records' },
    head('record', 'app was told', place, effect),
    el(
      'tbody',
      {},
      recordRows(now).map((cells, at) => {
        const bad = badCells(now, at);
        const marked = cells.map((words, cell) =>
          cell === 0
            ? words
            : el(
                'span',
                { class: bad.includes(cell) ? 'bad' : undefined },
                changed(before.at(at)?.at(cell), words, words),
              ),
        );
        const other = others.at(at);
        return [
          row(marked),
          beside === null || other === undefined ? null : row([beside.label, ...other.slice(1)], 'beside'),
        ];
      }),
    ),
  );
}

/** Where a record is not what the application was told: on no broker that is up, twice in a log, more than one effect. */
function badCells({ records, up }: Snapshot, at: number): number[] {
  const { told, copies, took } = records[at];
  const isMissing = told === 'acknowledged' && !copies.some(({ broker }) => up.at(broker) === true);
  const isTwice = copies.some(({ times }) => times > 1);
  return [...(isMissing || isTwice ? [2] : []), ...(took.some((times) => times > 1) ? [3] : [])];
}
