import { has } from '../../model/sets.ts';
import { groupOf, slotOf, type World } from '../../model/world.ts';
import { worldQuery } from '../world-query.ts';

/**
 * Whether no partition of the group ever belongs to two members at once, so that steps may be merged between which somebody
 * could see that: a generation of an eager group gives it to one; a cooperative one to nobody while another member claims it,
 * of whatever generation (KAFKA-14639); the coordinator of KIP-848 when it was given up, and may strike out no owner (KAFKA-16147).
 */
export function ownersAreExclusive({ rebalance, protocol }: Pick<World, 'rebalance' | 'protocol'>): boolean {
  switch (rebalance) {
    case 'eager':
      return true;
    case 'cooperative':
      return protocol.olderClaimsCount;
    case 'kip-848':
      return protocol.returnedPartitionStaysOwned;
  }
}

/**
 * Whether nothing that others do decides if a member in the middle of its loop belongs to the generation that it names.
 *
 * An eager member gives everything up before it joins: the generation does not end without it, or has ended. A cooperative one
 * may go on with what it has after it has joined (KAFKA-8421), and then the generation ends while it does. Under KIP-848 its
 * epoch is its own, and it learns another one between two polls; one that the group goes on without may join meanwhile.
 */
export const keepsGeneration = worldQuery('whether a member keeps its generation', (world, { groups }, member) => {
  const { joined, members } = groups[groupOf(world, member)];
  const slot = slotOf(world, member);
  switch (world.rebalance) {
    case 'eager':
      return true;
    case 'cooperative':
      return !has(joined, slot);
    case 'kip-848':
      return has(members, slot);
  }
});
