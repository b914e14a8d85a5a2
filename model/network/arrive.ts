import type { ActionOf } from '../action.ts';
import { arriveTransactionOffsets } from '../broker/late-offsets.ts';
import { arriveCommit } from '../broker/offset-commits.ts';
import { arriveProduce, mayHandle } from '../broker/produce.ts';
import { groupCoordinatorAnswers, transactionCoordinatorAnswers } from '../broker/reachability.ts';
import { arriveEnd, arriveMarker } from '../broker/transactions.ts';
import { orphanedRequestsMax } from './requests/late-requests.ts';
import { isRejoining } from '../broker/rejoining.ts';
import type { OrphanedRequest } from './requests/request.ts';
import type { Rule } from '../rule.ts';
import { range } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import type { World } from '../world.ts';

/** What nobody waits for arrives: in order where it was the same connection, otherwise in any order. */
export const arrive: Rule<ActionOf<'network.arrive'>> = {
  instances: (world) => range(orphanedRequestsMax(world)).map((index) => ({ type: 'network.arrive', index })),
  idle(world, { orphanedRequests }) {
    if (orphanedRequests.length === 0) return true;
    // One that no action is bound to would never arrive, and nobody would be told.
    if (orphanedRequests.length > orphanedRequestsMax(world))
      throw new RangeError('too many requests are on their way');
    return false;
  },
  enabled(world, state, { index }) {
    if (index >= state.orphanedRequests.length) return false;
    const orphan = state.orphanedRequests[index];
    switch (orphan.kind) {
      case 'produce': {
        const earlier = state.orphanedRequests.slice(0, index).some((other) => isSameConnection(other, orphan));
        return !earlier && mayHandle(world, state, orphan.batch);
      }
      case 'marker':
        return orphan.partition >= 0 || groupCoordinatorAnswers(world, state);
      case 'end-transaction':
        return transactionCoordinatorAnswers(world, state);
      case 'offset-commit': {
        // What a client refuses while it rejoins is sent when that is over.
        const waits = orphan.generation < 0 && isRejoining(world, state, orphan.member);
        return !waits && groupCoordinatorAnswers(world, state);
      }
      case 'transaction-offsets':
        return groupCoordinatorAnswers(world, state);
    }
  },
  next(world, state, { index }) {
    const orphan = state.orphanedRequests[index];
    return take(world, { ...state, orphanedRequests: state.orphanedRequests.toSpliced(index, 1) }, orphan);
  },
};

function take(world: World, state: ClusterState, orphan: OrphanedRequest): ClusterState {
  switch (orphan.kind) {
    case 'produce':
      return arriveProduce(world, state, orphan.batch, orphan.broker);
    case 'marker':
      return arriveMarker(world, state, orphan);
    case 'end-transaction':
      return arriveEnd(world, state, orphan);
    case 'offset-commit':
      return arriveCommit(world, state, orphan);
    case 'transaction-offsets':
      return arriveTransactionOffsets(world, state, orphan);
  }
}

const isSameConnection = (a: OrphanedRequest, b: OrphanedRequest): boolean =>
  a.kind === 'produce' && b.kind === 'produce' && a.producer === b.producer && a.broker === b.broker;
