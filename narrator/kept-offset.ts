import type { World } from '../model/world.ts';
import { groupName, partitionName } from './names.ts';

/** Where a group goes on: what it has committed to Kafka, or what its row or its checkpoint says. */

/** As "group 0 has committed offset 1 of topic-0"; -1 for nothing. */
export function keptOffset(world: World, group: number, offset: number, partition?: number): string {
  const where = partition === undefined ? '' : ` ${offset < 0 ? 'for' : 'of'} ${partitionName(world, partition)}`;
  const what = offset < 0 ? 'nothing' : `offset ${offset}`;
  if (!world.ownsOffsets) return `${groupName(group)} has committed ${what}${where}`;
  return offset < 0
    ? `${groupName(group)} has no ${keeperOf(world)}${where}`
    : `the ${keeperOf(world)} of ${groupName(group)} says ${what}${where}`;
}

/** What says where a group goes on that commits nothing to Kafka. */
export const keeperOf = ({ checkpoints }: World): string => (checkpoints ? 'checkpoint' : 'row');
