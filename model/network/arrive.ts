import type { ActionOf } from '../action.ts';
import { arriveCommit } from '../broker/offset-commits.ts';
import { arriveProduce, mayHandle } from '../broker/produce.ts';
import { groupCoordinatorAnswers, transactionCoordinatorAnswers } from '../broker/reachability.ts';
import { arriveEnd } from '../broker/transactions.ts';
import type { OrphanedRequest } from './requests/request.ts';
import type { Rule } from '../rule.ts';
import { range } from '../sets.ts';

/** How many requests can be on their way that nobody waits for, as an upper bound for the instances. */
const ORPHANED_REQUESTS_MAX = 8;

/** What nobody waits for arrives: in order where it was the same connection, otherwise in any order. */
export const arrive: Rule<ActionOf<'network.arrive'>> = {
  instances(world) {
    const { faults } = world.setup;
    const outlive = faults['connection.lost'] + faults['producer.crash'] + faults['consumer.crash'] > 0;
    if (!outlive && world.client.commitsInOrder) return [];
    return range(ORPHANED_REQUESTS_MAX).map((index) => ({ type: 'network.arrive', index }));
  },
  idle: (_world, state) => state.orphanedRequests.length === 0,
  enabled(world, state, { index }) {
    if (index >= state.orphanedRequests.length) return false;
    const orphan = state.orphanedRequests[index];
    if (orphan.kind === 'end-transaction') return transactionCoordinatorAnswers(world, state);
    if (orphan.kind === 'offset-commit') return groupCoordinatorAnswers(world, state);
    const earlier = state.orphanedRequests.slice(0, index).some((other) => isSameConnection(other, orphan));
    return !earlier && mayHandle(world, state, orphan.batch);
  },
  next(world, state, { index }) {
    const orphan = state.orphanedRequests[index];
    const after = { ...state, orphanedRequests: state.orphanedRequests.toSpliced(index, 1) };
    if (orphan.kind === 'end-transaction') return arriveEnd(world, after, orphan);
    if (orphan.kind === 'offset-commit') return arriveCommit(world, after, orphan);
    return arriveProduce(world, after, orphan.batch, orphan.broker);
  },
};

const isSameConnection = (a: OrphanedRequest, b: OrphanedRequest): boolean =>
  a.kind === 'produce' && b.kind === 'produce' && a.producer === b.producer && a.broker === b.broker;
