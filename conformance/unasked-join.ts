import { EMPTY } from '../model/sets.ts';
import type { ClusterState } from '../model/state.ts';
import { API } from '../wire/api-keys.ts';
import { isKafkajs } from './is-kafkajs.ts';
import { memberId } from './names.ts';
import type { Testbed } from './testbed.ts';

/**
 * Why a schedule cannot go on with KafkaJS: a consumer has asked to join its group again because a leader has moved or cannot
 * be reached (`ConsumerGroup.recoverFromFetch`), which the machine's does not. Null where none has.
 */
export function unaskedJoin({ world, gate }: Testbed, { members }: ClusterState): string | null {
  if (!isKafkajs(world)) return null;
  const asks = members.some(
    ({ owned }, member) =>
      owned !== EMPTY &&
      gate.frames({ api: API.JoinGroup, clientId: memberId(member), direction: 'request' }).length > 0,
  );
  return asks ? 'a consumer of KafkaJS joins its group again where the leader of a partition has moved' : null;
}
