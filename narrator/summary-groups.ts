import type { Action } from '../model/action.ts';
import { offsetsToCommit } from '../model/application/offsets.ts';
import { isCurrent } from '../model/broker/offset-commits.ts';
import { has, intersects, range } from '../model/sets.ts';
import { groupOf, inputPartitionOf, memberAt } from '../model/world.ts';
import { OWNED_AT_ONCE } from '../properties/guarantees/exclusive-ownership.ts';
import { acknowledged, offsetOf } from '../properties/guarantees/looking.ts';
import { refusalOf } from './commit.ts';
import { groupName, memberName, offsetsName, partitionName } from './names.ts';
import { sentence, type Story } from './story.ts';

/** `exclusive-ownership`: who committed without being the owner, or who owns twice. */
export function ownershipSummary({ world, cause, last, steps }: Story): string | null {
  for (const group of range(world.groups)) {
    const members = range(world.membersPerGroup).map((seat) => memberAt(world, group, seat));
    for (const [index, one] of members.entries()) {
      for (const other of members.slice(index + 1)) {
        const [a, b] = [last.members[one], last.members[other]];
        if (!intersects(a.owned, b.owned) || (a.generation !== b.generation && cause !== OWNED_AT_ONCE)) continue;
        const partition = range(world.inputs).find((p) => has(a.owned & b.owned, p)) ?? 0;
        const both = `${memberName(world, one)} and ${memberName(world, other)}`;
        const when =
          a.generation === b.generation
            ? `in generation ${a.generation}`
            : `at the same time, since generations ${a.generation} and ${b.generation}`;
        return sentence(`${both} both own ${partitionName(world, partition)} ${when}`);
      }
    }
  }
  const step = steps.at(-1);
  const member = step === undefined ? -1 : memberOf(step.action);
  if (step === undefined || member < 0) return null;
  const offsets = offsetsName(world, offsetsToCommit(world, step.before, member));
  const why = isCurrent(world, step.before, member)
    ? 'which does not own what it commits'
    : `where the right answer is ${refusalOf(world, step.before, member)}`;
  return sentence(`the group coordinator took ${offsets} from ${memberName(world, member)}, ${why}`);
}

const memberOf = (action: Action): number => ('member' in action ? action.member : -1);

/** `group-independence`: which group was not given what. */
export function independenceSummary({ world, last }: Story): string | null {
  for (const value of acknowledged(last)) {
    const partition = inputPartitionOf(world, value);
    const offset = offsetOf(world, last, partition, value);
    const group = range(world.groups).find((index) => !has(last.ledger.polled[index], value));
    if (offset < 0 || group === undefined) continue;
    const place = `r${value} (${partitionName(world, partition)}, offset ${offset})`;
    return sentence(`${place} was reported stored and was never given to ${groupName(group)}`);
  }
  return null;
}

/** `resume-from-committed`: where the new owner started, and where it should have. */
export function startSummary({ world, steps }: Story): string | null {
  const step = steps.at(-1);
  if (step?.action.type !== 'consumer.sync') return null;
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
