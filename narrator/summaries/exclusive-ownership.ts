import { offsetsToCommit } from '../../model/application/offsets.ts';
import { isCurrent } from '../../model/broker/offset-commits.ts';
import { FOREIGN_COMMIT, type OwnershipWitness } from '../../properties/guarantees/exclusive-ownership.ts';
import { refusalOf } from '../refusal.ts';
import { memberName, offsetsName, partitionName } from '../names.ts';
import { sentence } from '../sentence.ts';
import { stepOf, type Story } from '../story.ts';

/** Who committed without being the owner, or who owns twice. */
export function ownershipSummary(story: Story, witness: OwnershipWitness): string | null {
  if (witness.cause === FOREIGN_COMMIT) return foreignCommit(story, witness.incident);
  const { world } = story;
  const { partition, members, generations } = witness;
  const [one, other] = members.map((member) => memberName(world, member));
  const when =
    generations[0] === generations[1]
      ? `in generation ${generations[0]}`
      : `at the same time, since generations ${generations[0]} and ${generations[1]}`;
  return sentence(`${one} and ${other} both own ${partitionName(world, partition)} ${when}`);
}

function foreignCommit(story: Story, incident: number): string | null {
  const { world } = story;
  const step = stepOf(story, incident);
  if (step === undefined || !('member' in step.action)) return null;
  const { before, action } = step;
  const offsets = offsetsName(world, offsetsToCommit(world, before, action.member));
  const why = isCurrent(world, before, action.member)
    ? 'which does not own what it commits'
    : `where the right answer is ${refusalOf(world, before, action.member)}`;
  return sentence(`the group coordinator took ${offsets} from ${memberName(world, action.member)}, ${why}`);
}
