import { memberOf } from '../model/transactional-ids.ts';
import type { World } from '../model/world.ts';

/** What the actors and topics of a schedule are called on a real cluster. */
export interface Names {
  readonly input: string;
  /** A topic on the home node, to which a first record makes a client connect; dead letters are there as well. */
  readonly home: string;
  /** Of a transform's outputs. */
  readonly output: string;
  readonly group: (group: number) => string;
  /** `transactional.id` of the machine's number of one. */
  readonly transactionalId: (id: number) => string;
  /** Topic and partition of the machine's partition. */
  readonly partition: (partition: number) => { readonly topic: string; readonly partition: number };
}

/** How many threads a broker fetches with from each leader, so that each partition has one of its own. */
export const FETCHERS = 4;

/** `client.id` of a producer, which says at the gate whose frames they are. */
export const producerId = (producer: number): string => `p${producer}`;

/** `client.id` of a member's consumer. */
export const memberId = (member: number): string => `c${member}`;

/** `client.id` of the producer of a member's dead letters. */
export const letterId = (member: number): string => `l${member}`;

/** `client.id` of the reader behind a transform. */
export const READER = 'reader';

/** The process that a producer lives in: its own, or that of a transform's member. */
export const processOf = (world: World, producer: number): string =>
  world.transform ? memberId(memberOf(world, producer)) : producerId(producer);

/** A partition as Kafka prints it (`TopicPartition.toString`). */
export const kafkaName = ({ topic, partition }: { readonly topic: string; readonly partition: number }): string =>
  `${topic}-${partition}`;

/** `client.id` of a follower's fetches of a partition (`ReplicaFetcherThread`). */
export const fetcherId = (broker: number, { topic, partition }: { topic: string; partition: number }): string =>
  `broker-${broker}-fetcher-${fetcherOf(topic, partition)}`;

/** How a partition is called where names of topics would differ from one run to the next. */
export const labelOf = (world: World, partition: number): string =>
  partition < world.inputs ? `input-${partition}` : `output-${partition - world.inputs}`;

/** How a record of the application is written in Kafka. */
export const textOf = (value: number): string => `r${value}`;

/** How a group's dead letters begin. */
export const groupLetter = (group: number): string => `dead letter of group ${group}: `;

/** How a record of the application is written to the dead-letter topic. */
export const letterOf = (group: number, value: number): string => `${groupLetter(group)}${textOf(value)}`;

/**
 * Names for one schedule. No two partitions share a fetcher thread, as far as there are that many: the machine's followers
 * fetch each partition by itself.
 *
 * @param token what no other schedule on the cluster has.
 */
export function namesOf(world: World, token: string): Names {
  const input = `in-${token}`;
  const taken = new Set(Array.from({ length: world.inputs }, (_, partition) => fetcherOf(input, partition)));
  const clashes = (topic: string): boolean =>
    Array.from({ length: world.outputs }, (_, partition) => fetcherOf(topic, partition)).some((of) => taken.has(of));
  const candidates = Array.from({ length: FETCHERS }, (_, index) => `out-${token}-${index}`);
  const output = candidates.find((topic) => !clashes(topic)) ?? candidates[0];
  return {
    input,
    output,
    home: `home-${token}`,
    transactionalId: (id) => `id-${token}-${id}`,
    group: (group) => `group-${token}-${group}`,
    partition: (partition) =>
      partition < world.inputs ? { topic: input, partition } : { topic: output, partition: partition - world.inputs },
  };
}

/** `AbstractFetcherManager.getFetcherId`, with Java's hash of a string. */
function fetcherOf(topic: string, partition: number): number {
  let hash = 0;
  for (const char of topic) hash = (Math.imul(hash, 31) + char.charCodeAt(0)) | 0;
  const mixed = (Math.imul(hash, 31) + partition) | 0;
  return Math.abs(mixed) % FETCHERS;
}
