import { type ClusterState, type Property, timesSeen } from '../../index.ts';
import type { Invariants } from '../with-invariants.ts';

/** How often a service (a group) has charged an order. */
const chargesOf = (state: ClusterState, service: number, order: number): number =>
  timesSeen(state.ledger.processed[service], order);

/** Nobody pays twice for one order. */
const noDoubleCharge: Property<ClusterState> = {
  id: 'no-double-charge',
  kind: 'always',
  exercised: (state) => state.ledger.processed.some((seen) => seen.length > 0),
  violation: (state) => {
    const twice = state.ledger.processed.some((_seen, service) =>
      state.ledger.sends.some((_send, order) => chargesOf(state, service, order) > 1),
    );
    return twice ? { cause: 'an order was charged twice' } : null;
  },
};

/** Once everything has come to rest, every order that the shop was told is stored has been charged. */
const everyOrderCharged: Property<ClusterState> = {
  id: 'every-order-charged',
  kind: 'at-rest',
  exercised: (state) => state.ledger.sends.some(({ outcome }) => outcome === 'acknowledged'),
  violation: (state) => {
    const missed = state.ledger.sends.some(
      ({ outcome }, order) =>
        outcome === 'acknowledged' &&
        state.ledger.processed.some((_, service) => chargesOf(state, service, order) === 0),
    );
    return missed ? { cause: 'an acknowledged order was never charged' } : null;
  },
};

export const charges: Invariants = () => [noDoubleCharge, everyOrderCharged];
