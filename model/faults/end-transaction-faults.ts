import type { ActionOf } from '../action.ts';
import { transactionCoordinatorAnswers } from '../broker/reachability.ts';
import { endTransaction } from '../broker/transactions.ts';
import { affords, spend } from './budget.ts';
import { perEndTransaction } from '../instances.ts';
import { askToEnd, mayEnd } from '../producer/end-transaction.ts';
import type { Rule } from '../rule.ts';
import type { ClusterState } from '../state.ts';
import type { World } from '../world.ts';

/** The coordinator has decided the transaction, and the client does not hear of it. */
export const endTransactionResponseLost: Rule<ActionOf<'end-transaction-response.lost'>> = {
  instances: (world) =>
    world.setup.faults['response.lost'] === 0 ? [] : perEndTransaction('end-transaction-response.lost')(world),
  idle: (_world, state) => !affords(state, 'response.lost'),
  enabled: (world, state, { producer, commit }) =>
    affords(state, 'response.lost') && mayLoseEnd(world, state, producer, commit),
  next(world, state, { producer, commit }) {
    const asked = askToEnd(spend(state, 'response.lost'), producer, commit);
    const { producerId, epoch } = asked.producers[producer];
    return endTransaction(world, asked, producerId, epoch, commit).state;
  },
};

/** EndTxn is on its way, and nobody waits for it any more. */
export const endTransactionDelayed: Rule<ActionOf<'end-transaction.delayed'>> = {
  instances: (world) =>
    world.setup.faults['connection.lost'] === 0 ? [] : perEndTransaction('end-transaction.delayed')(world),
  idle: (_world, state) => !affords(state, 'connection.lost'),
  enabled: (world, state, { producer, commit }) =>
    affords(state, 'connection.lost') && mayLoseEnd(world, state, producer, commit),
  next(_world, state, { producer, commit }) {
    const asked = askToEnd(spend(state, 'connection.lost'), producer, commit);
    const { epoch, transaction, incarnation } = asked.producers[producer];
    const orphan = { kind: 'end-transaction' as const, producer, epoch, transaction, incarnation, commit };
    return { ...asked, orphanedRequests: [...asked.orphanedRequests, orphan] };
  },
};

/** EndTxn is on its way to a coordinator that knows the transaction. */
const mayLoseEnd = (world: World, state: ClusterState, producer: number, commit: boolean): boolean =>
  mayEnd(world, state, producer, commit) &&
  transactionCoordinatorAnswers(world, state) &&
  state.transactions[state.producers[producer].producerId].status === 'ongoing';
