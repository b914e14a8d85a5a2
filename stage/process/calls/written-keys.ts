import { inspect } from 'node:util';
import type { Outcome } from '../../ledger.ts';
import type { EffectOptions } from '../../trial.ts';
import { markersIn, timesIn } from '../markers.ts';

/** An object that names what is written is looked at as deep as is sensible, and else through and through. */
const WHOLE = { depth: 20, sorted: true, maxArrayLength: null, maxStringLength: null } as const;

/** A row that a call writes, by its name. */
export interface Row {
  readonly key: string;
  /** Those of the input that are in it. */
  readonly records: readonly string[];
  /** What it takes the place of, by a name that it may share with other effects, and the records in it, each as often as it is there. */
  readonly replaces?: { readonly key: string; readonly records: readonly string[] };
}

/** What came of a call: its state, the records of which something was written (where all was there, those which it was), and what it replaced. */
export type Written = Pick<Outcome, 'state' | 'records' | 'replaced'>;

/**
 * The rows that a call writes; undefined where they have no names. Several are those of a list of lists, or of objects: a list of values
 * is one row's.
 *
 * @param records those of the input that are in its arguments.
 * @param options which argument names it: an object by all that is in it.
 */
export function rowsWritten(
  name: string,
  args: readonly unknown[],
  records: readonly string[],
  { key, replaces = false }: Pick<EffectOptions, 'key' | 'replaces'>,
): readonly Row[] | undefined {
  if (key === undefined) return undefined;
  const rows = listed(args[key]);
  return rows.map((row) => {
    const word = typeof row === 'string' ? row : inspect(row, WHOLE);
    const its = rows.length === 1 ? records : markersIn(row, records);
    const written = { key: `${name} ${word}`, records: its };
    if (replaces === false) return written;
    const there = timesIn(rows.length === 1 ? args : row, its);
    return { ...written, replaces: { key: `${replaces === true ? name : replaces} ${word}`, records: there } };
  });
}

function listed(named: unknown): readonly unknown[] {
  const isList = Array.isArray(named) && named.length > 0;
  if (!isList || !named.every((one) => typeof one === 'object' && one !== null)) return [named];
  return named.length === 1 ? listed(named[0]) : named;
}

/** What has been written outside, by its key: written again under the same one it has no effect. */
export class WrittenKeys {
  readonly #written = new Set<string>();

  /** A call writes. @param rows undefined where what it writes has no name. */
  write(rows: readonly Row[] | undefined, records: readonly string[]): Written {
    if (rows === undefined) return { state: 'done', records };
    const news = rows.map((row) => this.news(row));
    const replaced = rows.flatMap(({ replaces = [] }) => replaces);
    const named = replaced.length === 0 ? {} : { replaced };
    if (news.every((one) => one === undefined)) return { state: 'repeated', records, ...named };
    const isAllNew = news.every((one, which) => one?.length === rows[which].records.length);
    const written = records.filter((record) => isAllNew || news.some((one) => one?.includes(record)));
    return { state: 'done', records: written, ...named };
  }

  /** The records that a row has, and had not before; undefined where nothing of it is new. What takes the place of others' is new, and may have theirs in it. */
  private news({ key, records, replaces }: Row): readonly string[] | undefined {
    if (replaces === undefined || records.length === 0) return this.isNew(key) ? records : undefined;
    const news = records.filter((record) => this.isNew(`${key} ${record}`));
    return news.length === 0 ? undefined : news;
  }

  private isNew(what: string): boolean {
    const isNew = !this.#written.has(what);
    this.#written.add(what);
    return isNew;
  }
}
