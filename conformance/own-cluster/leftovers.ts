import { deleteGroup } from '../../wire/admin/delete-group.ts';
import { describeGroup } from '../../wire/admin/describe-group.ts';
import { leaveGroup } from '../../wire/admin/leave-group.ts';
import { deleteTopic } from '../../wire/admin/topics.ts';
import { describeTransactions, initProducerId } from '../../wire/admin/transactions.ts';
import { BrokerError } from '../../wire/broker-error.ts';
import type { Connection } from '../../wire/connection.ts';
import { ERROR_CODES } from '../../wire/error-codes.ts';
import { comesAbout } from '../lab/until.ts';
import { HarnessError } from '../harness-error.ts';

/** How long a group may take to be empty once all members have left. */
const DISBANDS_MS = 5_000;

/** What a schedule has made on a cluster. */
export interface Leftovers {
  readonly topics: readonly string[];
  readonly groups: readonly string[];
  readonly transactionalIds: readonly string[];
}

/**
 * Removes all that a schedule has made, its clients being dead. Transactional ids stay, without a transaction, until the
 * cluster forgets them (`transactional.id.expiration.ms`): Kafka has no request that deletes one.
 *
 * @param home the coordinators' broker.
 * @throws {HarnessError} which names the topics that could not be deleted.
 */
export async function remove(home: Connection, { topics, groups, transactionalIds }: Leftovers): Promise<void> {
  // As far as it goes: a transaction times out, and a group expires, if it has to be.
  for (const id of transactionalIds) await orNot(() => abort(home, id));
  const left: string[] = [];
  for (const topic of topics) {
    await deleteTopic(home, topic).catch((error: unknown) => {
      if (error instanceof BrokerError && error.code === ERROR_CODES.UNKNOWN_TOPIC_OR_PARTITION) return;
      left.push(topic);
    });
  }
  for (const group of groups) await orNot(() => disband(home, group));
  if (left.length > 0) throw new HarnessError(`it could not delete the topics ${left.join(', ')}: they are left`);
}

/** A transaction that is open would keep readers waiting until it times out. */
async function abort(home: Connection, id: string): Promise<void> {
  const told = await describeTransactions(home, id);
  if (told?.state === 'Ongoing') await initProducerId(home, id);
}

async function disband(home: Connection, group: string): Promise<void> {
  const { state, members } = await describeGroup(home, group);
  if (state === 'Dead') return;
  for (const { memberId } of members) await leaveGroup(home, group, memberId);
  // One that was only just founded is empty when group.initial.rebalance.delay.ms is over.
  await comesAbout(Date.now() + DISBANDS_MS, () => deleted(home, group));
}

const deleted = (home: Connection, group: string): Promise<boolean> =>
  deleteGroup(home, group).then(
    () => true,
    (error: unknown) => {
      if (error instanceof BrokerError && error.code === ERROR_CODES.NON_EMPTY_GROUP) return false;
      throw error;
    },
  );

async function orNot(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof BrokerError)) throw error;
  }
}
