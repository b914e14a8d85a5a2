import type { ClusterState } from '../../model/state.ts';

/** Of every class of equivalent states the one that gives them all its fingerprint. */
export type Representative = (state: ClusterState) => ClusterState;
