import type { Semantics, Verdict } from '../../reports/documents/verdict.ts';

/** What exactly-once asks for beyond the two guarantees that name it, where transactions are used. */
const TRANSACTIONAL = [
  'read-committed-visibility',
  'atomic-transaction',
  'offsets-with-records',
  'zombie-fencing',
] as const;

/** The verdicts on the guarantees of one setup, and whether it uses transactions. */
export interface Verdicts {
  /** By guarantee; one that is not there has no subject in the setup. */
  readonly of: ReadonlyMap<string, Verdict>;
  readonly transactional: boolean;
}

/**
 * The guarantees that a semantics rests on. Of the transactional ones those that have a subject: a setup without a reader
 * of offsets commits none. Loss and duplicates have one in every setup.
 */
export function restsOn(semantics: Semantics, { of, transactional }: Verdicts): readonly string[] {
  switch (semantics) {
    case 'none':
      return [];
    case 'at-most-once':
      return ['no-duplicates'];
    case 'at-least-once':
      return ['no-loss'];
    case 'exactly-once':
      return ['no-loss', 'no-duplicates', ...(transactional ? TRANSACTIONAL.filter((id) => of.has(id)) : [])];
  }
}

/** The strongest first; of at-least-once and at-most-once, which do not compare, the one that people ask for. */
const CLAIMABLE: readonly Semantics[] = ['exactly-once', 'at-least-once', 'at-most-once'];

/** The semantics that may be claimed: each guarantee that it rests on was put to the test, and is not violated. */
export function semanticsOf(verdicts: Verdicts): Semantics {
  return CLAIMABLE.find((semantics) => isGiven(semantics, verdicts)) ?? 'none';
}

/** Whether each guarantee that a semantics rests on was put to the test, and is not violated. */
export const isGiven = (semantics: Semantics, verdicts: Verdicts): boolean =>
  restsOn(semantics, verdicts).every((id) => {
    const verdict = verdicts.of.get(id);
    return verdict === 'holds' || verdict === 'not-violated';
  });

/** What a stronger semantics is that a setup with this one does not give. */
const DENIED: Readonly<Record<Semantics, readonly Semantics[]>> = {
  none: ['at-most-once', 'at-least-once'],
  'at-most-once': ['exactly-once'],
  'at-least-once': ['exactly-once'],
  'exactly-once': [],
};

/**
 * Whether the semantics is proved to be the setup's: all that it rests on holds, and what is stronger is taken away by a
 * counterexample. A guarantee that was never put to the test proves neither.
 */
export const isProved = (semantics: Semantics, verdicts: Verdicts): boolean =>
  restsOn(semantics, verdicts).every((id) => verdicts.of.get(id) === 'holds') &&
  DENIED[semantics].every((stronger) => restsOn(stronger, verdicts).some((id) => verdicts.of.get(id) === 'violated'));
