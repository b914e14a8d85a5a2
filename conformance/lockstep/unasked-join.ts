import { EMPTY, range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { groupOf } from '../../model/world.ts';
import { API } from '../../wire/api-keys.ts';
import { isKafkajs } from '../clients/is-kafkajs.ts';
import { memberId } from '../names.ts';
import type { Difference } from '../observation/view.ts';
import { WHAT } from '../observation/words.ts';
import type { Testbed } from '../testbed/testbed.ts';

/**
 * Why a schedule cannot go on with KafkaJS: a consumer has asked to join its group again because a leader has moved or cannot
 * be reached (`ConsumerGroup.recoverFromFetch`), which the machine's does not, and nothing differs but what comes of that. Null
 * where it is not so.
 */
export function unaskedJoin(
  { world, gate }: Testbed,
  { members }: ClusterState,
  differences: readonly Difference[],
): string | null {
  if (!isKafkajs(world)) return null;
  const asking = range(members.length).filter(
    (member) =>
      members[member].owned !== EMPTY &&
      gate.frames({ api: API.JoinGroup, clientId: memberId(member), direction: 'request' }).length > 0,
  );
  const theirs = new Set(
    asking.flatMap((member) => {
      const [name, group] = [memberId(member), groupOf(world, member)];
      return [WHAT.member(name), WHAT.batch(name), WHAT.group(group), WHAT.committed(group)];
    }),
  );
  return differences.every(({ what }) => theirs.has(what))
    ? 'a consumer of KafkaJS joins its group again where the leader of a partition has moved'
    : null;
}
