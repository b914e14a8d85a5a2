import { CONSUMERS_C } from './family-c-consumers.ts';
import { PRODUCERS_C } from './family-c-producers.ts';
import { RESERVE } from './family-c-reserve.ts';
import type { Hazard, Unmodelled } from './hazard.ts';

const byId = (a: Hazard, b: Hazard): number => (a.id < b.id ? -1 : 1);

/** Failures of other client libraries: C with a published scenario, R from the reserve. */
export const FAMILY_C: readonly Hazard[] = [...PRODUCERS_C, ...CONSUMERS_C, ...RESERVE].toSorted(byId);

/** What is left of the reserve's client libraries. */
export const UNMODELLED_C: readonly Unmodelled[] = [
  {
    id: 'R22',
    title: 'librdkafka #4261: duplicates when a fetch races the validation of its offset',
    feature: 'Fetch requests in flight, and OffsetForLeaderEpoch as a request of its own.',
    cost: 'consumer/client/fetch.ts and reading.ts in two steps each; every setup with a consumer would have several times the states.',
  },
  {
    id: 'R29',
    title: 'franz-go EndBeginTxnUnsafe: records are sent while their transaction ends',
    feature: 'Sending into the next transaction before EndTxn is answered.',
    cost: 'producer/end-transaction.ts: EndTxn as request and response; about twice the states of transactional setups.',
  },
  {
    id: 'R30',
    title: 'KafkaJS #124: fetching the offset of one partition forgets those of the others',
    feature: 'A partition that loses its position while others keep theirs (out of range, seek).',
    cost: 'A switch in consumer/client/starting.ts and retention or seek() to set it off; few states.',
  },
  {
    id: 'R31',
    title: 'KafkaJS #577: the consumer stands still on a compacted topic',
    feature: 'Log compaction.',
    cost: 'broker/log/log.ts with offsets that are no indices, a cleaner in broker/; an action for each record that can go.',
  },
  {
    id: 'R32',
    title: 'kafka-python #2575: the consumer stands still with incremental fetch sessions',
    feature: 'The state of fetch sessions at the broker (KIP-227), and sessions that are evicted.',
    cost: 'A component for each member and broker, an action to evict; about twice the states of any setup with a consumer.',
  },
];
