import { unreachable } from '../../model/machine.ts';
import { offsetsInTransaction } from '../../model/application/transaction-offsets.ts';
import { transactionalIdOf } from '../../model/transactional-ids.ts';
import { groupOf } from '../../model/world.ts';
import {
  ZOMBIE_END,
  ZOMBIE_OFFSETS,
  ZOMBIE_READ,
  type ZombieWitness,
} from '../../properties/guarantees/zombie-fencing.ts';
import { endCall, groupName, memberName, offsetsName, producerName, transactionName } from '../names.ts';
import { sentence } from '../sentence.ts';
import { stepOf, type Story } from '../story.ts';
import { wronglyReturned } from '../wrongly-returned.ts';

/** What came of what a zombie wrote, sent or asked for. */
export function zombieSummary(story: Story, witness: ZombieWitness): string | null {
  switch (witness.cause) {
    case ZOMBIE_READ:
      return wronglyReturned(story, witness.incident);
    case ZOMBIE_OFFSETS:
      return offsetsTaken(story, witness.incident);
    case ZOMBIE_END:
      return transactionEnded(story, witness.incident);
    default:
      return unreachable(witness);
  }
}

function offsetsTaken(story: Story, incident: number): string | null {
  const { world } = story;
  const step = stepOf(story, incident);
  if (step?.action.type !== 'consumer.send-offsets') return null;
  const { member } = step.action;
  const offsets = offsetsName(world, offsetsInTransaction(world, step.before, member));
  const group = groupName(groupOf(world, member));
  return sentence(
    `the group coordinator took ${offsets} in a transaction from ${memberName(world, member)}, without which ${group} goes on`,
  );
}

function transactionEnded(story: Story, incident: number): string | null {
  const { world } = story;
  const step = stepOf(story, incident);
  if (step?.action.type !== 'network.arrive') return null;
  const orphan = step.before.orphanedRequests[step.action.index];
  if (orphan.kind !== 'end-transaction') return null;
  const entry = step.before.transactions[transactionalIdOf(world, orphan.producer, orphan.incarnation)];
  const what = entry.transaction < 0 ? 'an empty transaction' : transactionName(world, entry.transaction);
  const whose = `the late ${endCall(orphan.commit)} of a former process of ${producerName(world, orphan.producer)}`;
  return sentence(`${whose} arrived after a newer one had begun, and ended ${what}`);
}
