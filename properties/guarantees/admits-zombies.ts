import type { World } from '../../model/world.ts';

/**
 * Whether there can be a zombie in this world at all. Where there cannot, the guarantee has no subject: nothing is left to
 * be fenced, whatever the brokers do. `admits-zombies.test.ts` searches such worlds for one.
 *
 * An older incarnation is heard of when a crash leaves its requests on the wire, or when a lost connection does and its
 * process ends later: by an error that is fatal to the client (before KIP-360 any batch without an answer), or because
 * the coordinator has moved on without it, by a timeout of a process that stalled, or with transactions of version 1 by a
 * late EndTxn, which is a second lost connection. With version 2 every end of a transaction has an epoch of its own, so
 * that a late request moves nothing. A member goes on without its group after a stall, or for as long as it
 * has not learned of a generation that began while it worked on (KIP-429).
 *
 * So it is with an id for each process. Those that share one replace each other while they live; an input partition's
 * former owner is a zombie by its id, whatever its group thinks; and an id that is made up at every start has no other
 * incarnation, so that members alone can be zombies.
 */
export function admitsZombies(world: World): boolean {
  if (!world.transactional) return false;
  const { faults } = world.setup;
  const crashes = faults[world.transform ? 'consumer.crash' : 'producer.crash'] > 0;
  const stalls = faults[world.transform ? 'consumer.stall' : 'producer.stall'] > 0;
  const sendsOffsets = world.commit === 'transaction';
  const leavesMembers = sendsOffsets && (stalls || (world.rebalance === 'cooperative' && faults.rebalance > 0));
  switch (world.ids) {
    case 'per-member':
      return crashes || leavesMembers || (faults['connection.lost'] > 0 && (stalls || mayEndByItself(world)));
    case 'per-partition':
      return crashes || stalls || faults['connection.lost'] > 0;
    case 'per-start':
      return leavesMembers;
    case 'shared':
      return world.producers > 1 || crashes;
  }
}

/** Whether a process may come to its end without a crash or a stall, and leave requests on lost connections. */
function mayEndByItself({ protocol, client, setup }: World): boolean {
  const { clientBumpsEpoch, producerEpochFencing, transactionVersion } = protocol;
  if (!clientBumpsEpoch || !producerEpochFencing) return true;
  if (!client.abortsOnOutOfOrder || !client.failsTransactionOnTimeout || !client.failsTransactionOnRefusal) return true;
  return transactionVersion === 1 && setup.faults['connection.lost'] > 1;
}
