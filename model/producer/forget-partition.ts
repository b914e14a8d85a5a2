import type { ActionOf } from '../action.ts';
import { presumedLeader } from '../broker/reachability.ts';
import { clientRuns } from './client/incarnation.ts';
import type { Producer } from './client/producer.ts';
import type { Rule } from '../rule.ts';
import { range, replaceAt } from '../sets.ts';
import { withProducer } from '../update.ts';

/**
 * A broker that is starting knows of no topics yet: a client that believes its metadata drops the partition, and starts
 * over at sequence 0 when it is back. A client that keeps the numbers does nothing here.
 */
export const forgetPartition: Rule<ActionOf<'producer.forget-partition'>> = {
  instances: (world) =>
    world.client.keepsSequencesOverMetadataLoss || !world.idempotent
      ? []
      : range(world.producers).flatMap((producer) =>
          range(world.partitions).map((partition) => ({
            type: 'producer.forget-partition' as const,
            producer,
            partition,
          })),
        ),
  enabled(world, state, { producer, partition }) {
    const client = state.producers[producer];
    if (client.sequences[partition] === 0 || !clientRuns(world, state, producer)) return false;
    const idle =
      !waitsForRetry(client, partition) && !client.inFlight.some(({ batch }) => batch.partition === partition);
    return idle && presumedLeader(world, state, partition) < 0;
  },
  next(_world, state, { producer, partition }) {
    const client = state.producers[producer];
    return withProducer(state, producer, {
      ...client,
      sequences: replaceAt(client.sequences, partition, 0),
      acknowledged: replaceAt(client.acknowledged, partition, -1),
    });
  },
};

/** Whether an earlier record of the partition waits for another try. */
export const waitsForRetry = ({ queue }: Producer, partition: number): boolean =>
  queue.some((batch) => batch.partition === partition);
