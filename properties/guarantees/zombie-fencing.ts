import { isCurrent } from '../../model/broker/offset-commits.ts';
import { Incident } from '../../model/observer/ledger.ts';
import { isReplaced } from '../../model/observer/zombies.ts';
import type { Producer } from '../../model/producer/client/producer.ts';
import { has } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { producersOf } from '../../model/transactional-ids.ts';
import type { World } from '../../model/world.ts';
import type { Guarantee, IncidentWitness } from '../guarantee.ts';
import { admitsZombies } from './admits-zombies.ts';

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
    'A zombie is an older incarnation of a transactional id once a newer one has begun, or a member that its group goes on without; with an id for each input partition, a former owner once the next one has begun. Nothing that a zombie writes in a transaction is returned to a reader, its offsets are not taken, and its EndTxn decides nothing.',
  mayBreak:
    'Without a transactional id nobody is fenced, and effects outside Kafka never are. Before KIP-447 (2.5) a transaction’s offsets named no generation, so that only one transactional id for each input partition fenced its former owner. One that asks for a new epoch (KIP-360) aborts what its successor has open: the coordinator compares epochs only where nothing is.',
  source: 'KIP-98 (zombie fencing by producer epoch); KIP-447 (by generation); KIP-890',
  checks: (world) =>
    admitsZombies(world)
      ? [
          {
            kind: 'always',
            exercised: (state) =>
              has(state.ledger.incidents, Incident.zombieArrived) ||
              hasOnWire(world, state) ||
              isInTransactionOfItsOwn(world, state),
            violation: ({ ledger: { incidents } }) => DEEDS.find(({ incident }) => has(incidents, incident)) ?? null,
          },
        ]
      : [],
};

/** Whether a request of a zombie may still arrive. */
const hasOnWire = (world: World, state: ClusterState): boolean =>
  state.orphanedRequests.some((orphan) => {
    // A commit outside transactions, or a marker of the coordinator's, is no zombie's.
    if (orphan.kind === 'offset-commit' || orphan.kind === 'marker') return false;
    return isReplaced(
      world,
      state,
      orphan.producer,
      orphan.kind === 'produce' ? orphan.batch.incarnation : orphan.incarnation,
    );
  });

/** Whether a member that its group goes on without is in the middle of a transaction. */
const isInTransactionOfItsOwn = (world: World, state: ClusterState): boolean =>
  world.commit === 'transaction' &&
  state.members.some(
    ({ status, generation }, member) =>
      status === 'up' &&
      generation >= 0 &&
      !isCurrent(world, state, member) &&
      producersOf(world, member).some((producer) => isOpen(state.producers[producer])),
  );

const isOpen = ({ up, transactionState }: Producer): boolean => up && transactionState === 'open';
