import type { ActionOf } from '../action.ts';
import { readableEnd } from '../broker/readable-end.ts';
import { fetchFrom, fetchTarget } from '../consumer/client/reading.ts';
import { observeReads, observeSighting } from '../observer/sightings.ts';
import type { Rule } from '../rule.ts';
import { range, replaceAt } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withLedger } from '../update.ts';

/**
 * Who reads what a transform writes: one reader that never fails, reads every output partition from the start and
 * counts. What its own commits would add is tried by the shape `consume`.
 */
export const poll: Rule<ActionOf<'downstream.poll'>> = {
  instances: (world) =>
    range(world.outputs).map((index) => ({ type: 'downstream.poll', partition: world.inputs + index })),
  enabled(world, state, { partition }) {
    const target = fetchTarget(world, state, partition);
    if (target === null) return false;
    const position = state.downstream[partition - world.inputs];
    return position > target.log.length || readableEnd(world, target, world.downstreamCommittedOnly) > position;
  },
  next(world, state, { partition }) {
    const index = partition - world.inputs;
    const target = fetchTarget(world, state, partition);
    if (target === null) return state;
    const position = Math.min(state.downstream[index], target.log.length);
    const committedOnly = world.downstreamCommittedOnly;
    const end = readableEnd(world, target, committedOnly);
    const fetched = fetchFrom(world, target, partition, position, end, committedOnly, Number.MAX_SAFE_INTEGER);
    const moved: ClusterState = {
      ...state,
      downstream: replaceAt(state.downstream, index, Math.max(position, fetched.next)),
    };
    const read = fetched.records.map(({ offset }) => target.log[offset]);
    let after = observeReads(moved, read);
    let outputs = state.ledger.outputs;
    for (const entry of fetched.records) {
      const observed = observeSighting(world, after, outputs, entry);
      after = observed.state;
      outputs = observed.seen;
    }
    return outputs === state.ledger.outputs ? after : withLedger(after, { outputs });
  },
};
