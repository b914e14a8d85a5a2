import { type Requirement, SEMANTICS, type Semantics } from '../../properties/requirement.ts';
import type { AnomalyKind } from '../verdict/anomaly.ts';

/** What must not happen under each semantics: whoever waits for a record for ever has not got it once. */
const FORBIDDEN: Readonly<Record<Semantics, readonly AnomalyKind[]>> = {
  'exactly-once': ['loss', 'stuck', 'duplicate'],
  'at-least-once': ['loss', 'stuck'],
  'at-most-once': ['duplicate'],
  none: [],
};

/** What must not happen where a semantics is required, and the order as well where that is. */
export const forbiddenBy = ({
  semantics,
  ordered,
}: Pick<Requirement, 'semantics' | 'ordered'>): readonly AnomalyKind[] => [
  ...FORBIDDEN[semantics],
  ...(ordered ? (['disorder'] as const) : []),
];

/**
 * The strongest semantics that can be spoken for.
 *
 * @param doubtful what was found, be it in one run and not again, and what was never put to the test.
 */
export const semanticsOf = (doubtful: ReadonlySet<AnomalyKind>): Semantics =>
  SEMANTICS.findLast((semantics) => FORBIDDEN[semantics].every((kind) => !doubtful.has(kind))) ?? 'none';
