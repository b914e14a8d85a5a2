import type { Polled } from '../../model/consumer/client/member.ts';
import { isBetweenPolls } from '../../model/application/loop.ts';
import { isEqual } from '../../model/equal.ts';
import { elementsOf, type SmallSet } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { groupOf, type World } from '../../model/world.ts';
import { readByDownstream } from '../downstream.ts';
import type { Moment } from '../moment.ts';
import { groupName, listed, partitionName, polledName } from '../names.ts';

/** What readers do: learn where to read, and poll. */

export function assignedText({ world, before, after }: Moment, index: number): string {
  const was = before.members[index];
  const is = after.members[index];
  const group = groupName(groupOf(world, index));
  if (world.assigns) return `assigns itself ${owned(world, is.owned)}, without a word to ${group}`;
  if (is.generation < 0)
    return `hears that it belongs to ${group} no longer: its commits name no member epoch from now on, and its listener waits for poll()`;
  const learnsMore = was.generation === is.generation && !isEqual(was.positions, is.positions);
  if (was.owned === is.owned && learnsMore) return `asks where ${group} has come to`;
  if (world.rebalance === 'eager') {
    const what = is.owned === 0 ? 'no partition' : owned(world, is.owned);
    return `is assigned ${what} in generation ${is.generation} of ${group}`;
  }
  // The other protocols change what a member owns bit by bit.
  const given = is.owned & ~was.owned;
  const taken = was.owned & ~is.owned;
  const changes = [
    ...(taken === 0 ? [] : [`gives up ${owned(world, taken)}`]),
    ...(given === 0 ? [] : [`is assigned ${owned(world, given)}`]),
  ];
  const what =
    changes.length > 0 ? changes.join(' and ') : is.owned === 0 ? 'is assigned no partition' : 'keeps its partitions';
  const by = world.rebalance === 'kip-848' ? `member epoch ${is.generation}` : `generation ${is.generation}`;
  return `${what}${inBackground(world, before, index)} (${by} of ${group})`;
}

const owned = (world: World, partitions: SmallSet): string =>
  listed(elementsOf(partitions).map((partition) => partitionName(world, partition)));

/** What the network thread of a consumer does while the loop is busy. */
export const inBackground = (world: World, before: ClusterState, member: number): string =>
  world.rejoinsInBackground && !isBetweenPolls(world, before, member) ? ' in the background' : '';

export function pollText(moment: Moment, member: number): string {
  const { before, after } = moment;
  const was = before.members[member];
  const is = after.members[member];
  const toWorker = is.worker.slice(was.worker.length);
  if (toWorker.length > 0) {
    const them = toWorker.length === 1 ? 'it' : 'them';
    return `polls, gets ${polledNames(moment, toWorker)} and hands ${them} over to its worker${moment.world.workers > 1 ? 's' : ''}`;
  }
  const got = is.batch.length === 0 ? 'no record' : polledNames(moment, is.batch);
  return `polls and gets ${got}`;
}

export function downstreamText(moment: Moment, partition: number): string {
  const got = readByDownstream(moment, partition);
  const from = partitionName(moment.world, partition);
  return got.length === 0 ? `polls ${from} and gets no record` : `polls ${from} and gets ${polledNames(moment, got)}`;
}

export const polledNames = ({ world }: Moment, records: readonly Polled[]): string =>
  listed(records.map((record) => polledName(world, record)));
