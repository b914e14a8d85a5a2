import { hear } from '../application/sending.ts';
import type { Batch } from '../network/requests/request.ts';
import type { ClusterState } from '../state.ts';
import { withProducer } from '../update.ts';
import type { World } from '../world.ts';
import { conclusionOf } from './client/conclusion.ts';
import type { Ending } from './client/fate.ts';
import { resolved } from './client/numbering.ts';

/**
 * The client's wait for a batch is over: it does what it has to, and the application hears of it.
 *
 * @param reset whether the batch was numbered anew while it was on its way
 */
export function conclude(
  world: World,
  state: ClusterState,
  producer: number,
  batch: Batch,
  ending: Ending,
  reset = false,
): ClusterState {
  const { client, told, implied = [] } = conclusionOf(world, state.producers[producer], batch, ending, reset);
  const heard = implied.reduce(
    (after, earlier) => hear(world, after, producer, earlier, 'acknowledged'),
    withProducer(state, producer, client),
  );
  return hear(world, heard, producer, batch, told);
}

/** Once the batches of a step are concluded: a new epoch, if one is due. */
export const settle = (world: World, state: ClusterState, producer: number): ClusterState =>
  withProducer(state, producer, resolved(world, state.producers[producer]));
