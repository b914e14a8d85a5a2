import { membershipError } from '../../model/ports/group.ts';
import { replication } from '../../model/ports/produce.ts';
import { ERROR_CODES } from '../../wire/error-codes.ts';
import type { Body } from '../../wire/apache/message-type.ts';
import type { Cluster, Stepped } from './cluster.ts';
import { withBrought } from './brought.ts';
import { errorCode } from './error-code.ts';
import { slotNamed } from './group-members.ts';
import { withCompletedRebalances } from './groups/completed-rebalances.ts';
import { joinedAnswer } from './groups/joined-answer.ts';
import { syncedAnswer } from './groups/synced-answer.ts';
import { fetched } from './logs/fetch.ts';
import { producedAnswer } from './logs/produced-answer.ts';
import type { AppendedBatch, Waiting, WaitingJoin, WaitingProduce, WaitingSync } from './waiting.ts';

/** Whoever need not wait any longer is answered, in the order in which they came. */
export function settle(cluster: Cluster): Stepped {
  const complete = withCompletedRebalances(cluster);
  const outcomes = complete.waiting.map((waiting) => ({ waiting, body: outcomeOf(complete, waiting) }));
  const answers = outcomes.flatMap(({ waiting: { ticket }, body }) => (body === null ? [] : [{ ticket, body }]));
  if (answers.length === 0) return { cluster: complete, answers };
  const waiting = outcomes.filter(({ body }) => body === null).map((one) => one.waiting);
  const after = { ...complete, waiting };
  if (after.pause === undefined && after.unseen === undefined) return { cluster: after, answers };
  const brought = outcomes.flatMap(({ waiting: one, body }) =>
    body !== null && one.type === 'fetch' ? fetched(complete, one.request).brings : [],
  );
  return { cluster: withBrought(after, brought), answers };
}

/** What somebody who waits is answered by now; null for nothing yet. */
function outcomeOf(cluster: Cluster, waiting: Waiting): Body | null {
  switch (waiting.type) {
    case 'join':
      return joinOutcome(cluster, waiting);
    case 'sync':
      return syncOutcome(cluster, waiting);
    case 'produce':
      return produceOutcome(cluster, waiting);
    case 'fetch': {
      const { answer, isReady } = fetched(cluster, waiting.request);
      return isReady ? answer : null;
    }
  }
}

function joinOutcome(cluster: Cluster, { group, memberId }: WaitingJoin): Body | null {
  if (slotNamed(cluster.groups[group], memberId) < 0)
    return { errorCode: ERROR_CODES.UNKNOWN_MEMBER_ID, generationId: -1, memberId, protocolName: '' };
  return cluster.machine.groups[group].phase === 'stable' ? joinedAnswer(cluster, group, memberId) : null;
}

function syncOutcome(
  { world, machine, ...cluster }: Cluster,
  { group, memberId, generation }: WaitingSync,
): Body | null {
  const slot = slotNamed(cluster.groups[group], memberId);
  const error = membershipError(world, machine, { group, slot, generation });
  // Whoever waits for the assignment of a generation that is over has to join the next one.
  if (error === 'illegal-generation') return { errorCode: ERROR_CODES.REBALANCE_IN_PROGRESS };
  if (error !== 'none') return { errorCode: errorCode(error) };
  return cluster.groups[group].synced ? syncedAnswer({ world, machine, ...cluster }, group, memberId) : null;
}

function produceOutcome({ world, machine }: Cluster, { broker, appended }: WaitingProduce): Body | null {
  const settled = appended.map((batch): AppendedBatch | null => {
    if (batch.waitsFor < 0) return batch;
    const error = replication(world, machine, broker, batch.partition, batch.waitsFor);
    if (error === null) return null;
    const code = error === 'not-enough-replicas' ? ERROR_CODES.NOT_ENOUGH_REPLICAS_AFTER_APPEND : errorCode(error);
    return { ...batch, errorCode: code, waitsFor: -1 };
  });
  const all = settled.filter((batch) => batch !== null);
  return all.length === settled.length ? producedAnswer(all) : null;
}
