import { range } from '../../model/sets.ts';
import { groupOf } from '../../model/world.ts';
import type { StartWitness } from '../../properties/guarantees/resume-from-committed.ts';
import { groupName, memberName, partitionName } from '../names.ts';
import { sentence } from '../sentence.ts';
import { stepOf, type Story } from '../story.ts';

/** Where the new owner started, and where it should have. */
export function startSummary(story: Story, { incident }: StartWitness): string | null {
  const { world } = story;
  const step = stepOf(story, incident);
  if (step === undefined || !('member' in step.action)) return null;
  const { member } = step.action;
  const group = groupOf(world, member);
  for (const partition of range(world.inputs)) {
    const start = step.after.members[member].positions[partition];
    const committed = step.before.ledger.commits[group][partition];
    const known = step.before.groups[group].committed[partition];
    if (start < 0 || (committed < 0 ? known < 0 : committed === start)) continue;
    const should = committed < 0 ? 'nothing' : `offset ${committed}`;
    const where = `offset ${start} of ${partitionName(world, partition)}`;
    return sentence(
      `${memberName(world, member)} started at ${where}, although ${groupName(group)} had committed ${should}`,
    );
  }
  return null;
}
