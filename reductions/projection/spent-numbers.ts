import { sequenceRules } from '../../model/broker/append.ts';
import { checkSequence } from '../../model/broker/log/idempotence.ts';
import { agree, type Log } from '../../model/broker/log/log.ts';
import { affords } from '../../model/faults/budget.ts';
import type { Batch } from '../../model/network/requests/request.ts';
import type { Rewriting } from '../../model/rewriting.ts';
import { range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import { worldQuery } from '../world-query.ts';
import { withoutNumbers } from './done-producers.ts';
import { areSettled, leaderOf } from './settled.ts';

/**
 * Whether no broker will look at producers' epochs and sequences again but to find a duplicate: each has at most one batch to hear
 * of, which is in the log of a leader for good, and nothing else to send.
 *
 * Equivalence: bisimilar states.
 * Sound because: that batch is a duplicate however often it is sent, for nothing comes after it; given up it is sent no more, and the
 *   epoch that its client takes for that numbers nothing.
 * Needs: settled brokers, of which no leader truncates; what was seen committed to be what its leader has, for records are compared
 *   with all of their numbers; no transactions, as the projection does.
 * Checked by: `spent-numbers.test.ts`, and `settled.test.ts`, by the least automata with the traces of whole clusters.
 */
export const areNumbersSpent = worldQuery(
  'whether the numbers of producers are spent',
  (world, state) =>
    world.idempotent &&
    !world.resends &&
    !affords(state, 'producer.crash') &&
    state.orphanedRequests.length === 0 &&
    state.producers.every(
      ({ up, handedOver, queue, inFlight }) =>
        up && handedOver === world.recordsPerProducer && queue.length + inFlight.length <= 1,
    ) &&
    areSettled(world).of(state, -1, -1) &&
    state.producers.every(
      ({ queue, inFlight }) =>
        queue.every((batch) => isDuplicate(world, state, batch)) &&
        inFlight.every(({ batch, renumbered }) => renumbered === null && isDuplicate(world, state, batch)),
    ) &&
    range(world.partitions).every((partition) => {
      const seen = state.ledger.committed[partition];
      return agree(seen, leaderOf(world, state, partition).log, seen.length);
    }),
);

function isDuplicate(world: World, state: ClusterState, batch: Batch): boolean {
  const { leader } = state.controller.partitions[batch.partition];
  const { log } = leaderOf(world, state, batch.partition);
  return checkSequence(log, batch, sequenceRules(world, state, log, batch, leader)).outcome === 'duplicate';
}

/** Without these numbers. */
export const withoutSpentNumbers = (world: World): Rewriting<ClusterState> => ({
  applies: (ask) => ask(areNumbersSpent(world)),
  parts: [
    ...range(world.producers).map((producer) => ({
      path: ['producers', producer],
      of: ({ producers }: ClusterState) => {
        const { queue, inFlight } = producers[producer];
        return {
          ...withoutNumbers(producers[producer]),
          queue: queue.map(unnumbered),
          inFlight: inFlight.map((request) => ({ ...request, batch: unnumbered(request.batch) })),
        };
      },
    })),
    ...range(world.partitions).flatMap((partition) => [
      {
        path: ['ledger', 'committed', partition],
        of: ({ ledger }: ClusterState) => ofNoNumber(ledger.committed[partition]),
      },
      ...world.placement[partition].map((broker) => ({
        path: ['replicas', broker * world.partitions + partition, 'log'],
        of: (state: ClusterState) => ofNoNumber(replicaOf(world, state, broker, partition).log),
      })),
    ]),
  ],
});

const unnumbered = (batch: Batch): Batch => ({ ...batch, epoch: 0, sequence: 0 });

const ofNoNumber = (log: Log): Log => log.map((record) => ({ ...record, producerEpoch: 0, sequence: 0 }));
