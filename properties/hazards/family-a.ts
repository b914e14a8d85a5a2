import { FAMILY_A_COMMITS } from './family-a-commits.ts';
import { FAMILY_A_CONSUMER } from './family-a-consumer.ts';
import { FAMILY_A_LOOPS } from './family-a-loops.ts';
import { FAMILY_A_OFFSETS } from './family-a-offsets.ts';
import { FAMILY_A_PRODUCER } from './family-a-producer.ts';
import { FAMILY_A_REPLICATION } from './family-a-replication.ts';
import { FAMILY_A_TRANSACTIONS } from './family-a-transactions.ts';
import type { Hazard, Unmodelled } from './hazard.ts';

/** Family A: Kafka does what its documentation says, and the configuration gives more away than its user knows. */
export const FAMILY_A: readonly Hazard[] = [
  ...FAMILY_A_REPLICATION,
  ...FAMILY_A_PRODUCER,
  ...FAMILY_A_CONSUMER,
  ...FAMILY_A_COMMITS,
  ...FAMILY_A_LOOPS,
  ...FAMILY_A_OFFSETS,
  ...FAMILY_A_TRANSACTIONS,
].sort((one, other) => (one.id < other.id ? -1 : 1));

export const UNMODELLED_A: readonly Unmodelled[] = [
  {
    id: 'A19',
    title: 'Two live applications share one transactional.id and fence one another for ever',
    feature:
      'liveness: no guarantee is broken, nobody makes progress, and there is no state at rest to judge. It takes a search for fair cycles, and one transactional id for two producers.',
    cost: 'explorers: a search for strongly connected components over the whole scope, which has to keep its edges; model/producer: an id shared by producers that restart after they were fenced. The states of two producers, without the bound that a fault budget gives.',
  },
  {
    id: 'A22',
    title: 'Compaction removes a tombstone that a lagging consumer has not read',
    feature:
      'compaction: keys that several records share, tombstones, a cleaner that takes records out of the middle of a log, and a guarantee about the last value of a key instead of the effect of each record.',
    cost: 'model/broker/log: offsets that are no longer indices, in every rule that reads a log; a fault kind for the cleaner; a guarantee of its own. By estimate twice the states for each record that can be compacted.',
  },
];
