import type { Setup } from '../../model/setup.ts';
import type { Resolution } from '../../setups/resolve/resolve.ts';
import type { Change } from './change.ts';
import { editedSetup } from './edited-setup.ts';
import { changesFor, lastChangesFor } from './remedy-changes.ts';

/** A change that Kafka accepts and that changes something, with the setup that it makes. */
export interface Candidate extends Change {
  readonly setup: Setup;
}

/** The changes of the checklist that can be made here. */
export const candidatesFor = (resolution: Resolution, known: readonly string[]): Candidate[] =>
  candidatesAmong(resolution, changesFor(resolution, known));

/** The same of what may close a hole where none of these does. */
export const lastCandidatesFor = (resolution: Resolution, known: readonly string[]): Candidate[] =>
  candidatesAmong(resolution, lastChangesFor(resolution, known));

/** Those that can be made: the user's own input, with the change written into it, is accepted by this version of Kafka and means another setup. */
const candidatesAmong = (resolution: Resolution, changes: readonly Change[]): Candidate[] =>
  changes.flatMap((change) => {
    const setup = editedSetup(resolution, change.edit);
    return setup === null || isSame(setup, resolution.setup) ? [] : [{ ...change, setup }];
  });

const isSame = (one: Setup, other: Setup): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * A changed setup in the small world of a counterexample; null where the change has no sense there, since it is about
 * the very replicas that the small world has fewer of.
 *
 * @param before the setup that is changed, of which the world is a smaller one.
 */
export function inWorldOf(world: Setup, { setup }: Pick<Candidate, 'setup'>, before: Setup): Setup | null {
  const { partitions, 'replication.factor': factor } = world.topic;
  if (setup.topic['replication.factor'] !== before.topic['replication.factor']) return null;
  if (setup.topic['min.insync.replicas'] > factor) return null;
  const broker = internalTopicsOf(world, setup.broker, before.broker);
  const internal = [broker['offsets.topic.replication.factor'], broker['transaction.state.log.replication.factor']];
  if (Math.max(...internal) > world.cluster.brokers) return null;
  return {
    ...setup,
    cluster: world.cluster,
    topic: { ...setup.topic, partitions, 'replication.factor': factor },
    broker,
    faults: world.faults,
    scope: world.scope,
  };
}

/** What brokers say of the internal topics, which a world of fewer brokers has fewer replicas of. */
const OF_INTERNAL_TOPICS = [
  'min.insync.replicas',
  'offsets.topic.replication.factor',
  'transaction.state.log.replication.factor',
  'transaction.state.log.min.isr',
] as const;

/** The keys of brokers, those of the internal topics as the small world has them, unless it is them that the change changes. */
function internalTopicsOf(world: Setup, after: Setup['broker'], before: Setup['broker']): Setup['broker'] {
  const kept = OF_INTERNAL_TOPICS.filter((key) => after[key] === before[key]);
  return { ...after, ...Object.fromEntries(kept.map((key) => [key, world.broker[key]])) };
}

/** A changed setup on its own brokers, with no more records, members and faults than the small world of a counterexample has. */
export const withScopeOf = (world: Setup, { setup }: Pick<Candidate, 'setup'>): Setup => ({
  ...setup,
  topic: { ...setup.topic, partitions: world.topic.partitions },
  faults: world.faults,
  scope: world.scope,
});
