import { unreachable } from '../../model/machine.ts';
import {
  LIVE_FENCED,
  NEVER_COMPLETED,
  OUTPUT_UNREAD,
  type ProgressWitness,
  RECORD_UNREAD,
  STAYS_OPEN,
} from '../../properties/guarantees/progress.ts';
import { groupName, partitionName, polledName, producerName, transactionalIdName, transactionName } from '../names.ts';
import { sentence } from '../sentence.ts';
import type { Story } from '../story.ts';

/** What stands still, and where. */
export const progressSummary = (story: Story, witness: ProgressWitness): string => sentence(clauseOf(story, witness));

function clauseOf({ world }: Story, witness: ProgressWitness): string {
  switch (witness.cause) {
    case NEVER_COMPLETED: {
      const what = `${witness.decided} ${transactionName(world, witness.transaction)}`;
      return `the coordinator has decided to ${what}, and its markers are never all acknowledged: its producer can begin no other one`;
    }
    case STAYS_OPEN: {
      const place = `offset ${witness.offset} of ${partitionName(world, witness.partition)}`;
      const name = transactionName(world, witness.transaction);
      return `${name}, which began at ${place}, is never ended: a read_committed reader can't pass ${place}`;
    }
    case RECORD_UNREAD:
      return `${polledName(world, witness)} was reported stored and ${groupName(witness.group)} never gets past it`;
    case OUTPUT_UNREAD: {
      const { partition, position, highWatermark } = witness;
      const name = partitionName(world, partition);
      return `the high watermark of ${name} is ${highWatermark}, and its reader never gets past offset ${position}`;
    }
    case LIVE_FENCED: {
      const [holder, fenced] = [witness.holder, witness.producer].map((producer) => producerName(world, producer));
      const id = transactionalIdName(world, 0);
      return `${holder} has taken ${id} from ${fenced}, which is alive: it will be fenced, start again, and take the id back, without end`;
    }
    default:
      return unreachable(witness);
  }
}
