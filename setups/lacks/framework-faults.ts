import type { FaultKind } from '../../model/faults/fault-kinds.ts';
import type { Setup } from '../../model/setup.ts';
import type { Given } from '../given.ts';
import { DEBEZIUM_CHANGES } from '../presets/debezium-changes.ts';
import type { PresetName } from '../presets/presets.ts';
import { isSince, type Release } from '../release.ts';

/** A fault of a framework that the machine lacks, so that a verdict on its loop may say more than is so. */
interface FrameworkFault {
  /** Its issue. */
  readonly name: string;
  readonly presets: readonly PresetName[];
  /** What happens, and where it is mended, as a clause. */
  readonly said: string;
  /** Whether a run of the setup could meet it. A framework goes by the clients that it comes with, in its newest patch. */
  readonly meets: (setup: Setup, clients: Release) => boolean;
}

const CONTAINERS = ['spring-batch', 'spring-record', 'spring-manual', 'spring-manual-immediate'] as const;

const FAULTS: readonly FrameworkFault[] = [
  {
    name: 'spring-kafka #2340',
    presets: CONTAINERS,
    // ErrorHandlingUtils.retryBatch; clients 3.0 are those of Spring for Apache Kafka 2.8.
    said: 'a batch listener of Spring’s that is tried again as a rebalance completes loses what its container polls meanwhile (mended in 2.8.8)',
    meets: (setup, clients) => failsAmid(setup) && !isSince(clients, '3.0'),
  },
  {
    name: 'spring-kafka #3019',
    presets: CONTAINERS,
    // FailedBatchProcessor.seekOrRecover; clients 3.6 are those of 3.1.
    said: 'a batch listener of Spring’s that fails while a cooperative rebalance keeps it from committing what came before is not given the rest of its batch again (mended in 3.1.3)',
    meets: (setup, clients) => failsAmid(setup) && cooperates(setup) && !isSince(clients, '3.6'),
  },
  {
    name: 'spring-kafka #3186',
    presets: CONTAINERS,
    // KafkaMessageListenerContainer.commitsDuringRebalance; clients 3.2 are those of 2.9, which has it since 2.9.4 for good.
    said: 'a commit that a cooperative rebalance refused is made again as partitions are revoked, after newer ones, and takes the group back (hazard C15; from 2.9.4 on, mended in 3.0.16, 3.1.4 and 3.2.0)',
    meets: (setup, clients) =>
      rebalances(setup) && cooperates(setup) && isSince(clients, '3.2') && !isSince(clients, '3.3'),
  },
  {
    name: 'parallel-consumer #894',
    presets: ['parallel-consumer'],
    // PartitionState: the offset to commit is worked out twice in one commit.
    said: 'a record that is done while a commit is worked out makes it name an offset past others that are not (open)',
    meets: rebalances,
  },
  {
    ...DEBEZIUM_CHANGES,
    presets: ['debezium-server'],
    meets: ({ faults }) => faults['consumer.crash'] > 0 || faults['consumer.close'] > 0,
  },
];

/** What moves partitions. */
const MOVES: readonly FaultKind[] = ['rebalance', 'consumer.crash', 'consumer.close', 'consumer.stall'];

function rebalances({ faults, scope }: Setup): boolean {
  return scope.members > 1 && MOVES.some((kind) => faults[kind] > 0);
}

const failsAmid = (setup: Setup): boolean =>
  rebalances(setup) && setup.application['on.processing.failure'] === 'seek' && setup.faults['processing.failed'] > 0;

const cooperates = ({ consumer }: Setup): boolean => consumer['partition.assignment.strategy'] === 'cooperative';

/** The faults of the framework whose loop a setup names that a run of it could meet; a note of each says what. */
export function frameworkFaults(given: Given, clients: Release, setup: Setup): readonly string[] {
  const preset = given.value('application', 'preset');
  const met = FAULTS.filter(({ presets, meets }) => presets.some((name) => name === preset) && meets(setup, clients));
  for (const { name, said } of met) given.note(`not in the machine: ${said}: ${name}`);
  return met.map(({ name }) => name);
}
