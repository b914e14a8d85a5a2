import type { CrashMap, MapCell, MapRow } from '../../reports/code/code-document.ts';
import type { DecisionPoint, SourceLine } from '../decision-point.ts';
import type { JudgedAnomaly, Tried } from '../search/tried.ts';

/** What stands in a user's file, for the row of the map. */
export type TextOf = (line: SourceLine) => string;

/** The column of runs without any fault, and that of what takes more than one. */
const NO_FAULT = 'no fault';
const MORE_FAULTS = 'two or more';

/** The row of what is the program's without any fault, or with several, and at no line. */
const NOWHERE = 'the program, at no line that is known';

/** Where a fault happens: a line of the user's, or where no lines are known, a moment by its name. */
type Where = SourceLine | string;

/** The rows below all others. */
const LAST: readonly (Where | undefined)[] = [NOWHERE, undefined];

interface Row {
  readonly place?: Where;
  readonly causes: Map<string, number>;
  readonly cells: Map<string, { runs: number; readonly anomalies: Map<string, number> }>;
}

/**
 * A row for each place at which the program waits, or from which something went wrong; a column for each fault. A run is
 * counted where the process stood when its fault happened; what is the client library's own is counted in its row. What takes two faults is counted in a column of its own, at the
 * line that it comes from, and only where one fault does not do the same.
 *
 * Of a program whose lines nobody sees the rows are moments: requests, effects and their answers.
 *
 * @param client whose the row of no line is; undefined for a program whose lines nobody sees.
 */
export function crashMap(all: readonly Tried[], client: string | undefined, textOf: TextOf): CrashMap {
  const rows = new Map<string, Row>();
  const singles = all.filter(({ job }) => job.deviations.length < 2);
  const known = new Set(singles.flatMap(({ anomalies }) => anomalies.map(({ kind }) => kind)));

  const rowOf = (place: Where | undefined): Row => {
    const key = keyOf(place);
    const row = rows.get(key) ?? { place, causes: new Map(), cells: new Map() };
    rows.set(key, row);
    return row;
  };
  function enter(place: Where | undefined, column: string, anomalies: readonly JudgedAnomaly[]): void {
    const { cells } = rowOf(place);
    const cell = cells.get(column) ?? { runs: 0, anomalies: new Map<string, number>() };
    cells.set(column, cell);
    cell.runs += 1;
    for (const kind of kindsOf(anomalies)) count(cell.anomalies, kind);
  }
  function cause(anomalies: readonly JudgedAnomaly[]): void {
    // The row of no line is the client's: what is the program's, at no line that is known, is told with its story.
    const placed = anomalies.filter(({ line, owner }) => line !== undefined || owner === 'client');
    const causes = new Map(placed.map(({ kind, line }) => [`${kind} ${keyOf(line)}`, { kind, line }]));
    for (const { kind, line } of causes.values()) if (client !== undefined) count(rowOf(line).causes, kind);
  }

  /** Where a program stood; of one whose lines nobody sees, at what moment. */
  const whereOf = (point: DecisionPoint | undefined): Where | undefined =>
    point !== undefined && client === undefined ? `${point.what} (${point.kind})` : point?.line;
  const placeOf = ({ line, owner }: JudgedAnomaly): Where | undefined =>
    line ?? (client !== undefined && owner === 'user' ? NOWHERE : undefined);

  for (const { job, points, anomalies } of singles) {
    cause(anomalies);
    const [deviation] = job.deviations;
    const [users, clients] = (['user', 'client'] as const).map((owner) =>
      anomalies.filter((one) => one.owner === owner),
    );
    if (deviation) {
      enter(whereOf(points[0]), deviation.fault.kind, users);
      if (clients.length > 0) enter(undefined, deviation.fault.kind, clients);
    } else for (const anomaly of anomalies) enter(placeOf(anomaly), NO_FAULT, [anomaly]);
  }
  for (const { job, anomalies } of all) {
    const news = anomalies.filter(({ kind }) => !known.has(kind));
    if (job.deviations.length < 2 || news.length === 0) continue;
    cause(news);
    for (const anomaly of news) enter(placeOf(anomaly), MORE_FAULTS, [anomaly]);
  }

  const used = new Set([...rows.values()].flatMap(({ cells }) => [...cells.keys()]));
  const faults = [...new Set(singles.flatMap(({ job }) => job.deviations.map(({ fault }) => fault.kind)))];
  const columns = [NO_FAULT, ...faults, MORE_FAULTS].filter((column) => used.has(column));
  return { columns, rows: [...rows.values()].sort(byBlame).map((row) => told(row, client, textOf)) };
}

const keyOf = (place: Where | undefined): string =>
  typeof place === 'object' ? `${place.file}:${place.line}` : (place ?? '');

const kindsOf = (anomalies: readonly JudgedAnomaly[]): ReadonlySet<string> =>
  new Set(anomalies.map(({ kind }) => kind));

function count(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((all, one) => all + one, 0);

/** By how many losses they are to blame for, then by how much else, by what went wrong at them, and as they stand in the files; the client's own last. */
function byBlame(one: Row, other: Row): number {
  const ranks = [one, other].map(({ place, causes, cells }) => [
    LAST.indexOf(place) + 1,
    -(causes.get('loss') ?? 0),
    -sum(causes),
    -[...cells.values()].reduce((all, { anomalies }) => all + sum(anomalies), 0),
    typeof place === 'object' ? place.line : 0,
  ]);
  const at = ranks[0].findIndex((rank, index) => rank !== ranks[1][index]);
  return at < 0 ? 0 : ranks[0][at] - ranks[1][at];
}

function told({ place, causes, cells }: Row, client: string | undefined, textOf: TextOf): MapRow {
  return {
    ...(typeof place === 'object'
      ? { place, text: textOf(place) }
      : { text: place ?? (client === undefined ? 'the program' : `${client}, by itself`) }),
    causes: Object.fromEntries(causes),
    cells: Object.fromEntries(
      [...cells].map(([column, { runs, anomalies }]): [string, MapCell] => [
        column,
        { runs, anomalies: Object.fromEntries(anomalies) },
      ]),
    ),
  };
}
