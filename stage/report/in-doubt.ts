import type { Requirement } from '../../properties/requirement.ts';
import { ANOMALIES, type AnomalyKind } from '../verdict/anomaly.ts';
import { forbiddenBy } from './semantics.ts';

/**
 * What must not happen where this is required, and was seen in one run and not again: that speaks neither for a program nor
 * against it. A duplicate that was seen once takes nothing from at-least-once.
 */
export function doubtedBy(
  required: Pick<Requirement, 'semantics' | 'ordered'>,
  seenOnce: ReadonlySet<AnomalyKind>,
): readonly AnomalyKind[] {
  const forbidden = forbiddenBy(required);
  return ANOMALIES.filter((kind) => seenOnce.has(kind) && forbidden.includes(kind));
}
