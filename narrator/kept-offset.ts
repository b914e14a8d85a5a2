import type { World } from '../model/world.ts';
import { groupName, partitionName } from './names.ts';

/** Where a group goes on: what it has committed to Kafka, or what its row says. */

/** As "group 0 has committed offset 1 of topic-0"; -1 for nothing. */
export function keptOffset(world: World, group: number, offset: number, partition?: number): string {
  const where = partition === undefined ? '' : ` ${offset < 0 ? 'for' : 'of'} ${partitionName(world, partition)}`;
  if (!world.ownsOffsets)
    return `${groupName(group)} has committed ${offset < 0 ? 'nothing' : `offset ${offset}`}${where}`;
  return offset < 0
    ? `${groupName(group)} has no row${where}`
    : `the row of ${groupName(group)} says offset ${offset}${where}`;
}
