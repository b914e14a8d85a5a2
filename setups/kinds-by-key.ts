import type { Kind } from './kinds.ts';
import { namesIn } from './names-in.ts';

/** What values some keys take, those that take the same together, by their names with spaces between them. */
export type KindsOfKeys = readonly (readonly [kind: Kind<unknown>, keys: string])[];

/** The same, key by key. */
export const kindsByKey = (values: KindsOfKeys): ReadonlyMap<string, Kind<unknown>> =>
  new Map(values.flatMap(([kind, keys]) => namesIn(keys).map((key) => [key, kind] as const)));
