import type { FaultKind } from '../model/faults/fault-kinds.ts';

/** The faults of a setup without a section `faults`, once each: what every cluster lives through. */
export const EVERYDAY_FAULTS: readonly FaultKind[] = ['broker.crash', 'consumer.crash', 'rebalance', 'response.lost'];
