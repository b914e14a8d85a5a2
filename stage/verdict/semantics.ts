import type { AnomalyKind } from './anomaly.ts';

/** From the strongest down. */
export const SEMANTICS = ['exactly-once', 'at-least-once', 'at-most-once', 'none'] as const;

export type Semantics = (typeof SEMANTICS)[number];

/** What must not happen under each semantics: whoever waits for a record for ever has not got it once. */
const forbidden: Readonly<Record<Semantics, readonly AnomalyKind[]>> = {
  'exactly-once': ['loss', 'stuck', 'duplicate'],
  'at-least-once': ['loss', 'stuck'],
  'at-most-once': ['duplicate'],
  none: [],
};

/** The strongest semantics that nothing found speaks against. */
export function semanticsOf(found: ReadonlySet<AnomalyKind>): Semantics {
  return SEMANTICS.find((semantics) => meets(semantics, found)) ?? 'none';
}

export const meets = (required: Semantics, found: ReadonlySet<AnomalyKind>): boolean =>
  forbidden[required].every((kind) => !found.has(kind));
