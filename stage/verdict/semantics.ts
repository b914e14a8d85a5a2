import { SEMANTICS, type Semantics } from '../../properties/requirement.ts';
import type { AnomalyKind } from './anomaly.ts';

/** What must not happen under each semantics: whoever waits for a record for ever has not got it once. */
const forbidden: Readonly<Record<Semantics, readonly AnomalyKind[]>> = {
  'exactly-once': ['loss', 'stuck', 'duplicate'],
  'at-least-once': ['loss', 'stuck'],
  'at-most-once': ['duplicate'],
  none: [],
};

/** The strongest semantics that nothing found speaks against. */
export function semanticsOf(found: ReadonlySet<AnomalyKind>): Semantics {
  return SEMANTICS.findLast((semantics) => meets(semantics, found)) ?? 'none';
}

export const meets = (required: Semantics, found: ReadonlySet<AnomalyKind>): boolean =>
  forbidden[required].every((kind) => !found.has(kind));
