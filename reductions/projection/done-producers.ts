import { FAULT_KINDS, type FaultKind } from '../../model/faults/fault-kinds.ts';
import type { Producer } from '../../model/producer/client/producer.ts';
import { affords } from '../../model/faults/budget.ts';
import type { Rewriting } from '../../model/rewriting.ts';
import { EMPTY, range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import type { World } from '../../model/world.ts';
import { worldQuery } from '../world-query.ts';

/** Faults that strike a producer's requests, and nothing else of a cluster without transactions. */
const strikesOfRequests: readonly FaultKind[] = ['request.lost', 'response.lost', 'connection.lost'];

/** Records that a producer is still to be handed, and batches that it has to send, or to hear of. */
export const openBatches = ({ recordsPerProducer }: World, { handedOver, queue, inFlight }: Producer): number =>
  recordsPerProducer - handedOver + queue.length + inFlight.length;

/**
 * Whether no producer will ever send anything again: each has handed over all of its records, knows of each what became of it, and
 * will not be started again.
 */
export const areProducersDone = worldQuery(
  'whether producers are done',
  (world, state) =>
    !affords(state, 'producer.crash') &&
    state.producers.every(
      (producer) =>
        producer.up && !producer.stalled && openBatches(world, producer) === 0 && producer.resend.length === 0,
    ),
);

/**
 * What nobody will notice of producers that are done.
 *
 * Equivalence: bisimilar states.
 * Sound because: a budget pays for steps alone, and those that would take of these have no request to strike; numbers of a client are
 *   looked at when it sends or hears of something. What is on its way without it, and what brokers know of it, stays.
 * Needs: no transactions, as the projection does; restarts that send again are kept out by `areProducersDone`.
 * Checked by: `settled.test.ts`, by the least automata with the traces of whole clusters.
 */
export const withoutDoneProducers = (world: World): Rewriting<ClusterState> => ({
  applies: (ask) => ask(areProducersDone(world)),
  parts: [
    ...strikesOfRequests.map((kind) => ({ path: ['budget', FAULT_KINDS.indexOf(kind)], of: () => 0 })),
    ...range(world.producers).map((producer) => ({
      path: ['producers', producer],
      of: ({ producers }: ClusterState) => withoutNumbers(producers[producer]),
    })),
  ],
});

/** A client without what it would number its next batch by. */
export const withoutNumbers = (client: Producer): Producer => ({
  ...client,
  epoch: 0,
  sequences: [],
  acknowledged: [],
  unresolved: [],
  stale: EMPTY,
});
