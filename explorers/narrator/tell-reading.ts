import type { Polled } from '../../model/consumer/consumer.ts';
import { elementsOf } from '../../model/sets.ts';
import { groupOf } from '../../model/world.ts';
import { readByDownstream } from './downstream.ts';
import type { Moment } from './moment.ts';
import { groupName, listed, partitionName, polledName } from './names.ts';

/** What readers do: learn where to read, and poll. */

export function assignedText({ world, after }: Moment, member: number): string {
  const { owned, generation } = after.members[member];
  const partitions = elementsOf(owned).map((partition) => partitionName(world, partition));
  const what = partitions.length === 0 ? 'no partition' : listed(partitions);
  return `is assigned ${what} in generation ${generation} of ${groupName(groupOf(world, member))}`;
}

export function pollText(moment: Moment, member: number): string {
  const { before, after } = moment;
  const was = before.members[member];
  const is = after.members[member];
  const toWorker = is.worker.slice(was.worker.length);
  if (toWorker.length > 0) return `polls, gets ${polledNames(moment, toWorker)} and hands over to its worker`;
  const got = is.batch.length === 0 ? 'no record' : polledNames(moment, is.batch);
  return `polls and gets ${got}`;
}

export function downstreamText(moment: Moment, partition: number): string {
  const got = readByDownstream(moment, partition);
  const from = partitionName(moment.world, partition);
  return got.length === 0 ? `polls ${from} and gets no record` : `polls ${from} and gets ${polledNames(moment, got)}`;
}

const polledNames = ({ world }: Moment, records: readonly Polled[]): string =>
  listed(records.map((record) => polledName(world, record)));
