import { BrokerError } from '../broker-error.ts';
import type { Connection } from '../connection.ts';
import { ERROR_CODES } from '../error-codes.ts';
import { offsetForLeaderEpochApi } from '../messages/offset-for-leader-epoch.ts';

const VERSION = 4;

/** `leader`, `follower`: the broker is at exactly this epoch. `older`, `newer`: the one it is at. `none`: it knows no such partition. */
export type LeaderEpochKnown = 'leader' | 'follower' | 'older' | 'newer' | 'none';

const MEANING = new Map<number, LeaderEpochKnown>([
  [ERROR_CODES.NONE, 'leader'],
  [ERROR_CODES.NOT_LEADER_OR_FOLLOWER, 'follower'],
  [ERROR_CODES.UNKNOWN_LEADER_EPOCH, 'older'],
  [ERROR_CODES.FENCED_LEADER_EPOCH, 'newer'],
  [ERROR_CODES.UNKNOWN_TOPIC_OR_PARTITION, 'none'],
]);

/**
 * Which leader epoch a broker has applied, compared with `epoch`: OffsetForLeaderEpoch names the epoch that the asker
 * takes for the current one, and `Partition.checkCurrentLeaderEpoch` compares it before anything else, on leaders and
 * followers alike. A broker without a replica of the partition answers as a follower does.
 */
export async function leaderEpochKnown(
  connection: Connection,
  topic: string,
  partition: number,
  epoch: number,
): Promise<LeaderEpochKnown> {
  const asked = { partition, currentLeaderEpoch: epoch, leaderEpoch: epoch };
  const body = { topics: [{ topic, partitions: [asked] }] };
  const { topics } = await connection.call(offsetForLeaderEpochApi, VERSION, body);
  const { errorCode } = topics[0].partitions[0];
  const known = MEANING.get(errorCode);
  if (!known) throw new BrokerError(`leader epoch of ${topic}-${partition}`, errorCode);
  return known;
}
