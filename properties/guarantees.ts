import type { Guarantee } from './guarantee.ts';
import { atomicTransaction } from './guarantees/atomic-transaction.ts';
import { committedIsDurable } from './guarantees/committed-is-durable.ts';
import { exclusiveOwnership } from './guarantees/exclusive-ownership.ts';
import { groupIndependence } from './guarantees/group-independence.ts';
import { noDuplicates } from './guarantees/no-duplicates.ts';
import { noLoss } from './guarantees/no-loss.ts';
import { offsetsWithRecords } from './guarantees/offsets-with-records.ts';
import { partitionOrder } from './guarantees/partition-order.ts';
import { progress } from './guarantees/progress.ts';
import { readCommittedVisibility } from './guarantees/read-committed-visibility.ts';
import { resumeFromCommitted } from './guarantees/resume-from-committed.ts';
import { zombieFencing } from './guarantees/zombie-fencing.ts';

/** Every guarantee that is on trial, in the order in which verdicts are listed. */
export const GUARANTEES = [
  noLoss,
  noDuplicates,
  readCommittedVisibility,
  atomicTransaction,
  offsetsWithRecords,
  partitionOrder,
  exclusiveOwnership,
  groupIndependence,
  resumeFromCommitted,
  committedIsDurable,
  zombieFencing,
  progress,
] as const;

type AnyGuarantee = (typeof GUARANTEES)[number];

export type GuaranteeId = AnyGuarantee['id'];

/** What a guarantee shows of a violation. */
export type WitnessOf<Id extends GuaranteeId> =
  Extract<AnyGuarantee, { readonly id: Id }> extends Guarantee<Id, infer W> ? W : never;
