import { FAULT_KINDS, type FaultKind } from '../model/faults/fault-kinds.ts';
import type { Setup } from '../model/setup.ts';

/** What a goal takes of a setup to be reached at all. */
export type Need = (setup: Setup) => boolean;

/** All of these. */
export const every =
  (...needs: readonly Need[]): Need =>
  (setup) =>
    needs.every((need) => need(setup));

/** Whether one of these faults is allowed. */
export const allows =
  (...kinds: readonly FaultKind[]): Need =>
  ({ faults }) =>
    kinds.some((kind) => faults[kind] > 0);

/** Transactions are on. */
export const isTransactional: Need = ({ producer }) => producer['transactional.id'] !== null;

/** Producers are idempotent. */
export const isIdempotent: Need = ({ producer }) => producer['enable.idempotence'];

/** The input of a transform is there from the start: nobody sends it. */
export const sends: Need = ({ application }) => application.shape === 'consume';

const hasGroup: Need = ({ application }) => application.subscription === 'subscribe';

/** A partition has more than one replica. */
export const isReplicated: Need = ({ topic }) => topic['replication.factor'] > 1;

/** What befalls consumers and records alone, and no request on its way. */
const BESIDE_REQUESTS: ReadonlySet<FaultKind> = new Set([
  'consumer.crash',
  'consumer.stall',
  'processing.failed',
  'rebalance',
  'records.deleted',
  'offsets.expired',
]);

/** A request may fail, or its answer be lost: by a fault, or by followers that are late. */
export const failsRequests: Need = (setup) =>
  isReplicated(setup) ||
  setup.topic['min.insync.replicas'] > 1 ||
  allows(...FAULT_KINDS.filter((kind) => !BESIDE_REQUESTS.has(kind)))(setup);

/** A group rebalances for more than its start: a member goes, for good or for a while, or somebody asks for it. */
export const rebalancesAgain = every(
  hasGroup,
  allows('rebalance', 'consumer.crash', 'consumer.stall', 'processing.failed'),
);
