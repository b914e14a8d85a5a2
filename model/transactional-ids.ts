import { range } from './sets.ts';
import { groupOf, producerOfTransaction, type World } from './world.ts';

/**
 * Whose transactional ids there are (`application.transactional.ids`), and by which number each goes: that of its entry
 * at the coordinator, and of its producer id, which it keeps for good.
 */

/** Whether another process may take an id over: its entry then says who holds it. */
export const changesHands = ({ ids }: World): boolean => ids === 'shared' || ids === 'per-partition';

/** A process each time that it starts, as a number: 0 to `producers` - 1 for the first starts. */
export const startOf = ({ producers }: World, producer: number, incarnation: number): number =>
  incarnation * producers + producer;

/** The transactional id with which a producer starts. */
export function transactionalIdOf(world: World, producer: number, incarnation: number): number {
  switch (world.ids) {
    case 'per-member':
      return producer;
    case 'per-partition':
      return groupOf(world, memberOf(world, producer)) * world.inputs + (producer % world.inputs);
    case 'per-start':
      return startOf(world, producer, incarnation);
    case 'shared':
      return 0;
  }
}

/** The member that a producer of a transform is part of. */
export const memberOf = ({ producersPerMember }: World, producer: number): number =>
  producersPerMember === 1 ? producer : Math.floor(producer / producersPerMember);

/** The producer with which a member of a transform writes what comes of an input partition. */
export const producerOf = ({ producersPerMember }: World, member: number, partition: number): number =>
  producersPerMember === 1 ? member : member * producersPerMember + partition;

/** The producers of a member of a transform. */
export const producersOf = ({ producersPerMember }: World, member: number): readonly number[] =>
  range(producersPerMember).map((index) => member * producersPerMember + index);

/** The group to whose offsets a transaction of a transform adds. */
export const groupOfTransaction = (world: World, transaction: number): number =>
  groupOf(world, memberOf(world, producerOfTransaction(transaction)));
