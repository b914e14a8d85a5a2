import { isTransactional, type LogRecord } from '../broker/log/log.ts';
import { Incident, type Sighting } from './ledger.ts';
import { factOf } from './transaction-facts.ts';
import type { ClusterState } from '../state.ts';
import { add } from '../sets.ts';
import { withIncident, withLedger } from '../update.ts';
import { inputPartitionOf, keyOf, senderOf, type World } from '../world.ts';

/** A log entry as a reader returned it. */
interface Entry {
  readonly value: number;
  readonly partition: number;
  readonly offset: number;
  readonly leaderEpoch: number;
}

/** `times` + 1 of the entry in a sorted list of sightings, up to two. */
export function withSighting(list: readonly Sighting[], entry: Entry): readonly Sighting[] {
  let index = 0;
  while (index < list.length && before(list[index], entry)) index += 1;
  const found = list[index];
  if (found !== undefined && isSameEntry(found, entry)) {
    if (found.times >= 2) return list;
    return [...list.slice(0, index), { ...found, times: 2 }, ...list.slice(index + 1)];
  }
  const { value, partition, offset, leaderEpoch } = entry;
  const added = { value, partition, offset, leaderEpoch, times: 1 };
  return [...list.slice(0, index), added, ...list.slice(index)];
}

/** Whether two readers returned one entry of a log. */
export const isSameEntry = (one: Entry, other: Entry): boolean =>
  one.value === other.value &&
  one.partition === other.partition &&
  one.offset === other.offset &&
  one.leaderEpoch === other.leaderEpoch;

function before(a: Sighting, b: Entry): boolean {
  if (a.value !== b.value) return a.value < b.value;
  if (a.partition !== b.partition) return a.partition < b.partition;
  return a.offset === b.offset ? a.leaderEpoch < b.leaderEpoch : a.offset < b.offset;
}

/** How often the record has been seen, over all entries. */
export function timesSeen(list: readonly Sighting[], value: number): number {
  let times = 0;
  for (const sighting of list) if (sighting.value === value) times += sighting.times;
  return times;
}

/** The observer looks at what a reader returned. */
export function observeReads(state: ClusterState, records: readonly LogRecord[]): ClusterState {
  let { incidents } = state.ledger;
  for (const record of records) {
    if (!isTransactional(record)) continue;
    incidents = add(incidents, Incident.transactionalRead);
    const fact = factOf(state, record.transaction);
    if (fact?.decided === 'abort') incidents = add(incidents, Incident.abortedRead);
    else if (fact?.asked !== 'commit' || fact.decided !== 'commit')
      incidents = add(incidents, Incident.uncommittedRead);
    if (record.zombie) incidents = add(incidents, Incident.zombieRead);
  }
  return incidents === state.ledger.incidents ? state : withLedger(state, { incidents });
}

/** The observer notes what poll() has returned to a member of the group. */
export function notePolled(state: ClusterState, group: number, entries: readonly Entry[]): ClusterState {
  const polled = state.ledger.polled.slice();
  for (const { value } of entries) polled[group] = add(polled[group], value);
  return polled[group] === state.ledger.polled[group] ? state : withLedger(state, { polled });
}

/** The observer adds a sighting of a log entry, and notes when records are first seen in another order than sent. */
export function observeSighting(
  world: World,
  state: ClusterState,
  seen: readonly Sighting[],
  entry: Entry,
): { readonly state: ClusterState; readonly seen: readonly Sighting[] } {
  const first = timesSeen(seen, entry.value) === 0;
  const overtaken =
    first &&
    seen.some(
      ({ value }) =>
        value > entry.value &&
        inputPartitionOf(world, value) === inputPartitionOf(world, entry.value) &&
        senderOf(world, value) === senderOf(world, entry.value) &&
        (!world.keyed || keyOf(world, value) === keyOf(world, entry.value)) &&
        state.ledger.sends[value].times <= 1 &&
        state.ledger.sends[entry.value].times <= 1,
    );
  return {
    state: overtaken ? withIncident(state, Incident.outOfOrder) : state,
    seen: withSighting(seen, entry),
  };
}
