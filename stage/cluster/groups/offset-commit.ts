import { commitOffsets } from '../../../model/ports/group.ts';
import { ERROR_CODES } from '../../../wire/error-codes.ts';
import { offsetCommitApi } from '../../../wire/messages/offset-commit.ts';
import { groupNamed, refusalAt, withGroupNamed, withHeard } from '../coordinated.ts';
import { errorCode } from '../error-code.ts';
import { slotNamed, slotOfInstance } from '../group-members.ts';
import { answered, type Handled, handler } from '../handler.ts';
import { namedOffsets, offsetAnswers } from './named-offsets.ts';

type Committed = Handled<ReturnType<typeof offsetCommitApi.readResponse>>;

/** The last version in which topics go by their names. */
const BY_NAME = 9;

/** OffsetCommit, of a member or of somebody who is in no group. What a client writes beside its offset is not kept. */
export const offsetCommit = handler(
  offsetCommitApi,
  (cluster, { broker, body }): Committed => {
    const told = (after: typeof cluster, code: number): Committed =>
      answered(after, { topics: offsetAnswers(cluster, body.topics, code, ERROR_CODES.UNKNOWN_TOPIC_OR_PARTITION) });
    const elsewhere = refusalAt(cluster, broker, 'group');
    if (elsewhere !== 0) return told(cluster, elsewhere);
    const { groupId, generationIdOrMemberEpoch: generation, memberId } = body;
    if (groupNamed(cluster, groupId) < 0 && generation >= 0) return told(cluster, ERROR_CODES.ILLEGAL_GENERATION);
    const { cluster: known, group } = withGroupNamed(cluster, groupId);
    const slot = slotNamed(known.groups[group], memberId);
    const instance = slotOfInstance(known.groups[group], body.groupInstanceId);
    if (instance >= 0 && instance !== slot) return told(cluster, ERROR_CODES.FENCED_INSTANCE_ID);
    const asked = { group, slot, generation, offsets: namedOffsets(known, body.topics) };
    const { state, error } = commitOffsets(known.world, known.machine, asked, known.groups[group].synced);
    if (error !== 'none') return told(cluster, errorCode(error));
    return told(withHeard({ ...known, machine: state }, group, slot), 0);
  },
  BY_NAME,
);
