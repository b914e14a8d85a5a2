import { expectSuccess } from '../broker-error.ts';
import type { Connection } from '../connection.ts';
import { offsetFetchApi } from '../messages/offset-fetch.ts';

const VERSION = 8;

export interface CommittedOffset {
  /** The next record to be read. */
  readonly offset: number;
  /** Of the last record that was read; -1 where the client did not say. */
  readonly leaderEpoch: number;
  readonly metadata: string;
}

/**
 * What a group has committed of a topic, by partition; partitions without a commit are not in it. Offsets that wait for
 * the end of their transaction do not count: what was committed before them is told.
 *
 * @throws {BrokerError} NOT_COORDINATOR, COORDINATOR_LOAD_IN_PROGRESS …
 */
export async function offsetFetch(
  coordinator: Connection,
  groupId: string,
  topic: string,
): Promise<ReadonlyMap<number, CommittedOffset>> {
  // Topics of null: all that the group has.
  const body = { groups: [{ groupId, topics: null }], requireStable: false };
  const { groups } = await coordinator.call(offsetFetchApi, VERSION, body);
  const [{ errorCode, topics }] = groups;
  expectSuccess(`committed offsets of ${groupId}`, errorCode);
  const partitions = topics.filter(({ name }) => name === topic).flatMap((of) => of.partitions);
  return new Map(
    partitions.map(({ partitionIndex, committedOffset, committedLeaderEpoch, metadata }) => [
      partitionIndex,
      { offset: committedOffset, leaderEpoch: committedLeaderEpoch, metadata: metadata ?? '' },
    ]),
  );
}
