import { isCurrent } from '../../model/broker/offset-commits.ts';
import { Incident } from '../../model/observer/ledger.ts';
import { isReplaced } from '../../model/observer/zombies.ts';
import { has } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import type { World } from '../../model/world.ts';
import type { Guarantee, IncidentWitness } from '../guarantee.ts';

export const ZOMBIE_READ = 'a zombie’s record was returned';
export const ZOMBIE_OFFSETS = 'a zombie’s offsets were taken';
export const ZOMBIE_END = 'a zombie ended a transaction';

export type ZombieWitness =
  | IncidentWitness<typeof ZOMBIE_READ>
  | IncidentWitness<typeof ZOMBIE_OFFSETS>
  | IncidentWitness<typeof ZOMBIE_END>;

/** What a zombie can bring about, in the order in which it is told where several have happened. */
const DEEDS: readonly ZombieWitness[] = [
  { cause: ZOMBIE_READ, incident: Incident.zombieRead },
  { cause: ZOMBIE_OFFSETS, incident: Incident.zombieOffsets },
  { cause: ZOMBIE_END, incident: Incident.zombieEnd },
];

export const zombieFencing: Guarantee<'zombie-fencing', ZombieWitness> = {
  id: 'zombie-fencing',
  claim:
    'A zombie is an older incarnation of a transactional id once a newer one has begun, or a member that its group goes on without. Nothing that a zombie writes in a transaction is returned to a reader, its offsets are not taken, and its EndTxn decides nothing.',
  mayBreak:
    'Without a transactional id nobody is fenced, and effects outside Kafka never are. Before KIP-447 (2.5) a transaction’s offsets named no generation, so that only one transactional id for each input partition fenced its former owner.',
  source: 'KIP-98 (zombie fencing by producer epoch); KIP-447 (by generation); KIP-890',
  checks: (world) =>
    admitsZombies(world)
      ? [
          {
            kind: 'always',
            exercised: (state) =>
              has(state.ledger.incidents, Incident.zombieArrived) ||
              hasOnWire(state) ||
              isInTransactionOfItsOwn(world, state),
            violation: ({ ledger: { incidents } }) => DEEDS.find(({ incident }) => has(incidents, incident)) ?? null,
          },
        ]
      : [],
};

/**
 * Whether there can be a zombie in this world at all. Where there cannot, the guarantee has no subject: nothing is left to
 * be fenced, whatever the brokers do. `zombie-fencing.test.ts` searches such worlds for one.
 *
 * An older incarnation is heard of when a crash leaves its requests on the wire, or when a lost connection does and its
 * process ends later: by an error that is fatal to the client (before KIP-360 any batch without an answer), or because
 * the coordinator has moved on without it, by a timeout of a process that stalled, or with transactions of version 1 by a
 * late EndTxn, which is a second lost connection. With version 2 every end of a transaction has an epoch of its own, so
 * that a late request moves nothing. A member goes on without its group after a stall, or for as long as it
 * has not learned of a generation that began while it worked on (KIP-429).
 */
export function admitsZombies(world: World): boolean {
  if (!world.transactional) return false;
  const { faults } = world.setup;
  if (faults[world.transform ? 'consumer.crash' : 'producer.crash'] > 0) return true;
  const stalls = world.transform && faults['consumer.stall'] > 0;
  const sendsOffsets = world.transform && world.commit === 'transaction';
  if (sendsOffsets && (stalls || (world.rebalance === 'cooperative' && faults.rebalance > 0))) return true;
  return faults['connection.lost'] > 0 && (stalls || mayEndByItself(world));
}

/** Whether a process may come to its end without a crash or a stall, and leave requests on lost connections. */
function mayEndByItself({ protocol, client, setup }: World): boolean {
  const { clientBumpsEpoch, producerEpochFencing, transactionVersion } = protocol;
  if (!clientBumpsEpoch || !producerEpochFencing) return true;
  if (!client.abortsOnOutOfOrder || !client.failsTransactionOnTimeout) return true;
  return transactionVersion === 1 && setup.faults['connection.lost'] > 1;
}

/** Whether a request of a zombie may still arrive. */
const hasOnWire = (state: ClusterState): boolean =>
  state.orphanedRequests.some(
    (orphan) =>
      orphan.kind !== 'offset-commit' &&
      isReplaced(state, orphan.producer, orphan.kind === 'produce' ? orphan.batch.incarnation : orphan.incarnation),
  );

/** Whether a member that its group goes on without is in the middle of a transaction. */
const isInTransactionOfItsOwn = (world: World, state: ClusterState): boolean =>
  world.transform &&
  world.commit === 'transaction' &&
  state.members.some(
    ({ status, generation }, member) =>
      status === 'up' &&
      generation >= 0 &&
      state.producers[member].transactionState === 'open' &&
      !isCurrent(world, state, member),
  );
