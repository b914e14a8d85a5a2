import type { ConsumerAction } from '../../model/action.ts';
import { isRolledBack } from '../../model/application/external-offsets.ts';
import { offsetsToCommit } from '../../model/application/offsets.ts';
import { offsetsInTransaction } from '../../model/application/transaction-offsets.ts';
import { atWork } from '../../model/application/workers.ts';
import type { Polled } from '../../model/consumer/client/member.ts';
import { unvalidatedOf } from '../../model/consumer/client/validation.ts';
import { unreachable } from '../../model/machine.ts';
import { elementsOf, has } from '../../model/sets.ts';
import { producersOf } from '../../model/transactional-ids.ts';
import { groupOf, slotOf } from '../../model/world.ts';
import type { Moment, Told } from '../moment.ts';
import {
  DOWNSTREAM,
  groupName,
  listed,
  memberName,
  offsetsName,
  partitionName,
  polledName,
  transactionOrdinal,
  workerName,
} from '../names.ts';
import { assignedText, downstreamText, inBackground, polledNames, pollText } from './tell-reading.ts';

/** What the members of groups do, with the user's loop around them, and the reader behind a transform. */
export function tellConsumer(moment: Moment, action: ConsumerAction): Told {
  const { world } = moment;
  if (action.type === 'downstream.poll') return { actor: DOWNSTREAM, text: downstreamText(moment, action.partition) };
  const works = action.type === 'worker.process' || action.type === 'worker.overtake';
  const actor = works ? workerName(world, action.member) : memberName(world, action.member);
  return { actor, text: textOf(moment, action) };
}

function textOf(moment: Moment, action: Exclude<ConsumerAction, { type: 'downstream.poll' }>): string {
  const { world, before } = moment;
  const member = before.members[action.member];
  switch (action.type) {
    case 'consumer.join':
      return joinText(moment, action.member);
    case 'consumer.sync':
      return assignedText(moment, action.member);
    case 'consumer.poll':
      return pollText(moment, action.member);
    case 'consumer.poll-prefix':
      return `${pollText(moment, action.member)}, and no more of what is there`;
    case 'consumer.poll-across-high-watermark':
      return `${pollText(moment, action.member)}, as the high watermark rose during the fetch`;
    case 'consumer.process':
      return processText(moment, action.member, member.batch[0]);
    case 'consumer.dead-letter':
      return `${world.acks === '0' ? 'has' : 'is told that'} the dead letter of ${polledName(world, member.letters[0])} ${world.acks === '0' ? 'stored, and is not told of it (acks=0)' : 'is stored'}`;
    case 'worker.process':
      return processText(moment, action.member, member.worker[0]);
    case 'worker.overtake': {
      const record = atWork(world, member.worker)[action.worker];
      const older = member.worker.slice(0, member.worker.indexOf(record));
      return `processes ${polledName(world, record)} before ${polledNames(moment, older)}`;
    }
    case 'consumer.commit':
    case 'consumer.commit-stale':
      return `calls ${world.client.commitsInOrder ? 'commitSync' : 'commitAsync'}() with ${offsetsName(world, offsetsToCommit(world, before, action.member))}`;
    case 'consumer.auto-commit':
      return `commits ${offsetsName(world, member.positions)} beside the loop, which is not done with ${polledNames(moment, member.batch)}`;
    case 'consumer.expire-cache':
      return `takes so long for ${polledName(world, member.batch[0])} that its cache expires: ${polledNames(moment, member.batch.slice(1))} is discarded`;
    case 'consumer.send-offsets':
      return `calls sendOffsetsToTransaction() with ${offsetsName(world, offsetsInTransaction(world, before, action.member))}`;
    case 'consumer.checkpoint':
      return checkpointText(moment, action.member);
    case 'consumer.restart':
      if (world.checkpoints) return 'starts again, and is restored from its last checkpoint';
      return 'starts again, as a new process that knows nothing of the old one';
    case 'consumer.resume':
      if (world.onFailure === 'retry') return 'goes on where it was: its handler succeeds, or its pause is over';
      return 'wakes up and goes on where it was';
    case 'consumer.leave':
    case 'consumer.leave-stale':
      return leaveText(moment, action.member);
    case 'consumer.revoke-unvalidated':
      return unvalidatedText(moment, action.member);
    default:
      return unreachable(action);
  }
}

/** What a checkpoint has. */
function checkpointText({ world, before }: Moment, member: number): string {
  const [producer] = producersOf(world, member);
  const transaction = transactionOrdinal(before.producers[producer].transaction);
  return `completes a checkpoint, with ${offsetsName(world, before.members[member].positions)} and transaction ${transaction}, which is to be committed`;
}

/** An effect, and with offsets of the application's own the row that is written with it. */
function processText({ world, before }: Moment, member: number, record: Polled): string {
  const text = `processes ${polledName(world, record)}`;
  if (!world.writesRows) return text;
  if (!isRolledBack(world, before, member, record)) return `${text} and writes its row, in one database transaction`;
  const row = before.groups[groupOf(world, member)].committed[record.partition];
  return `${text} in vain: its row says offset ${row} already, and the database transaction is rolled back (offsets.guard: offset)`;
}

/** A member joins because it is new, because it found itself removed, or because the group rebalances. */
function joinText({ world, before, after }: Moment, index: number): string {
  const group = groupOf(world, index);
  const owned = before.members[index].owned & ~after.members[index].owned;
  const given = before.groups[group].assignment.flatMap((_, partition) =>
    has(owned, partition) ? [partitionName(world, partition)] : [],
  );
  const joins = has(before.groups[group].members, slotOf(world, index)) ? 'rejoins' : 'joins';
  const revokes = given.length === 0 ? '' : `gives up ${given.join(', ')} and `;
  return `${revokes}${joins} ${groupName(group)}${inBackground(world, before, index)}`;
}

/** What the member does, and what its last commit leaves out. */
function unvalidatedText(moment: Moment, index: number): string {
  const { world, before } = moment;
  const held = elementsOf(unvalidatedOf(world, before, index)).map((partition) => partitionName(world, partition));
  return `${unvalidatedStep(moment, index)}, and commits nothing of ${listed(held)}: its client has asked the new leader whether the log is still the one that it has read (OffsetsForLeaderEpoch), and is not answered yet`;
}

function unvalidatedStep(moment: Moment, index: number): string {
  if (moment.before.members[index].step === 'close') return leaveText(moment, index);
  return moment.world.rebalance === 'kip-848' ? assignedText(moment, index) : joinText(moment, index);
}

/** A coordinator that does not answer is not told. */
function leaveText({ world, after }: Moment, index: number): string {
  const group = groupOf(world, index);
  if (world.assigns) return 'closes its clients';
  const left = !has(after.groups[group].members, slotOf(world, index));
  return `closes its clients and ${left ? `leaves ${groupName(group)}` : `cannot tell ${groupName(group)} that it leaves`}`;
}
