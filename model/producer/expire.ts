import type { ActionOf } from '../action.ts';
import { clientRuns } from './client/incarnation.ts';
import { numbered } from '../network/requests/connection.ts';
import type { Request } from '../network/requests/request.ts';
import type { Rule } from '../rule.ts';
import { range } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withProducer } from '../update.ts';
import { conclude, settle } from './conclude.ts';

/**
 * delivery.timeout.ms passes for a batch that is on its way to the broker once more: only one whose first request has
 * failed is ever late enough. The application hears of it, and the request goes on (`Sender.getExpiredInflightBatches`).
 *
 * A producer that is stalled is late with everything, answers that it has not read included: it expires what is late before
 * it reads them (`Sender.runOnce`), and batches of a first try as well.
 *
 * It makes a difference where the application, or its transaction, does something about the failure. Whether the broker
 * handles the request before or after comes to the same, so that it is on the wire.
 */
export const expire: Rule<ActionOf<'producer.expire'>> = {
  instances: (world) =>
    world.expiresInFlight
      ? range(world.producers).flatMap((producer) =>
          range(world.partitions).map((partition) => ({ type: 'producer.expire', producer, partition })),
        )
      : [],
  enabled(world, state, { producer, partition }) {
    const { inFlight, stalled } = state.producers[producer];
    if (inFlight.length === 0 || !(stalled || clientRuns(world, state, producer))) return false;
    return expiring(state, producer, partition) >= 0;
  },
  next(world, state, { producer, partition }) {
    const client = state.producers[producer];
    const index = expiring(state, producer, partition);
    const request = client.inFlight[index];
    const inFlight =
      request.stage === 'wire'
        ? client.inFlight.with(index, { ...request, expired: true })
        : client.inFlight.toSpliced(index, 1);
    const after = withProducer(state, producer, { ...client, inFlight });
    const batch = numbered(request);
    const ending = batch.failures === 0 ? 'expired-at-first' : 'expired';
    return settle(world, conclude(world, after, producer, batch, ending), producer);
  },
};

/** The oldest batch of a partition that waits for an answer, if that may expire now; -1 where it may not. */
function expiring(state: ClusterState, producer: number, partition: number): number {
  const { inFlight, queue, stalled } = state.producers[producer];
  const isOf = ({ batch, expired }: Request): boolean => batch.partition === partition && !expired;
  const index = inFlight.findIndex(isOf);
  if (index < 0) return -1;
  const { stage } = inFlight[index];
  const batch = numbered(inFlight[index]);
  if (stalled ? stage === 'log' : stage !== 'wire' || batch.failures === 0) return -1;
  const older = queue.some((waiting) => waiting.partition === partition && waiting.sequence < batch.sequence);
  return older ? -1 : index;
}
