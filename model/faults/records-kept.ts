import type { World } from '../world.ts';

/** What the length of a log depends on. */
type Bounds = Pick<World, 'records' | 'inputs' | 'attempts' | 'idempotent' | 'transactional'>;

/** Enough for any log of a small scope; and no more than a search can try one by one. */
const RECORDS_KEPT_MIN = 12;
const RECORDS_KEPT_MAX = 64;

/**
 * How many records of a log a power failure can leave, as an upper bound for the instances. Where a log can outgrow it
 * the verdict says so (`outgrowsRecordsKept`).
 */
export const recordsKeptMax = (world: Bounds): number =>
  Math.min(RECORDS_KEPT_MAX, Math.max(RECORDS_KEPT_MIN, longestLog(world)));

/**
 * Whether a log can be longer than a power failure is tried with: with more records and attempts than the bound allows, or
 * where transactions are aborted and begun again, each with its records and its marker, for which there is none.
 */
export const outgrowsRecordsKept = (world: Bounds): boolean =>
  world.transactional || longestLog(world) > RECORDS_KEPT_MAX;

/**
 * How long a log can become: every record of its partition, as often as the application sends it and the client's retries
 * append it: once more in a new epoch with idempotence, as often as they are not counted without.
 */
function longestLog({ records, inputs, attempts, idempotent, transactional }: Bounds): number {
  const sends = Math.ceil(records / inputs) * attempts;
  if (transactional) return 2 * sends * attempts;
  return idempotent ? 2 * sends : sends * (attempts + 2);
}
