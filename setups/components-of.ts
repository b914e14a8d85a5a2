import { homesOf } from './given-problems.ts';
import type { SetupEntry } from './input.ts';
import { madeClientKey } from './made-clients.ts';

/** The components that Kafka gives `.properties` files of their own. */
export const CONFIGURED = ['producer', 'consumer', 'topic', 'broker'] as const;

/** A component with a `.properties` file of its own. */
export type Component = (typeof CONFIGURED)[number];

/**
 * The components whose file it seems to be, by the keys that one of them alone has: one of them, or a producer and a consumer
 * in one; of a file without such a key either client's.
 */
export function componentsOf(entries: readonly SetupEntry[]): readonly Component[] {
  // Its replication.factor is that of the topics that Kafka Streams makes.
  if (entries.some(({ key }) => OF_STREAMS.has(key))) return ['consumer'];
  const own = entries.flatMap(({ key }) => {
    const made = madeClientKey(key)?.section;
    const homes = made === undefined ? CONFIGURED.filter((section) => homesOf('', key).includes(section)) : [made];
    return homes.length === 1 ? homes : [];
  });
  const clients = CLIENTS.filter((section) => own.includes(section));
  const [most = 'producer'] = CONFIGURED.toSorted((a, b) => numberOf(own, b) - numberOf(own, a));
  if (own.length === 0) return CLIENTS;
  return clients.some((section) => section === most) ? clients : [most];
}

const OF_STREAMS: ReadonlySet<string> = new Set(['application.id', 'processing.guarantee']);

const CLIENTS = ['producer', 'consumer'] as const;

const numberOf = (own: readonly Component[], section: Component): number =>
  own.filter((each) => each === section).length;
