import type { SourceLine } from '../decision-point.ts';

/**
 * A program has reached outside without anybody knowing: what it does there could neither be repeated nor be seen. The run
 * ends with it.
 */
export class UndeclaredError extends Error {
  override readonly name = 'UndeclaredError';

  /**
   * @param what what it wanted to do, as a clause: `opens a connection to db:5432`.
   * @param wayOut what to do about it, as a clause.
   */
  readonly what: string;
  readonly wayOut: string;
  readonly line: SourceLine | undefined;

  constructor(what: string, wayOut: string, line: SourceLine | undefined) {
    super(`${line ? `${line.file}:${line.line}: ` : ''}${what}; ${wayOut}`);
    this.what = what;
    this.wayOut = wayOut;
    this.line = line;
  }
}

export const DECLARE = 'declare the function that does it in `effects`, or put `env.effect(…)` in its place';

/** What connects as its module is loaded: one whose effects are declared is not loaded where it cannot be (`loaded-otherwise.ts`). */
export const CONNECTS =
  'if it is Kafka, leave it to `start: () => import(…)`; otherwise declare what its module does in `effects`, then it is not loaded, or let it wait until it is used (`lazyConnect: true` of ioredis)';

/** Refuses something for good. @throws always. */
export type Refuse = (what: string, wayOut?: string) => never;
