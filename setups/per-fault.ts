import { FAULT_KINDS, type FaultKind } from '../model/faults/fault-kinds.ts';

/** One thing for each kind of fault, in the order in which a setup lists them. */
export const perFault = <T>(make: (kind: FaultKind) => T): Readonly<Record<FaultKind, T>> =>
  // One entry a kind.
  Object.fromEntries(FAULT_KINDS.map((kind) => [kind, make(kind)])) as Record<FaultKind, T>;
