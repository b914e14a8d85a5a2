import type { Setup } from '../model/setup.ts';
import type { Given } from './given.ts';

/** Says what of a consumer's keys is about another kind of group, or of membership, than the machine has. */
export function noteGroups(given: Given, setup: Setup): void {
  noteShareGroup(given);
  noteInstance(given, setup);
}

/** The keys that only a `KafkaShareConsumer` has a use for; a `KafkaConsumer` starts with them (`ShareConsumerConfig`). */
const SHARE_KEYS = ['share.acknowledgement.mode', 'share.acquire.mode'] as const;

function noteShareGroup(given: Given): void {
  const key = SHARE_KEYS.find((name) => given.place('consumer', name) !== undefined);
  if (key === undefined) return;
  given.note(
    `${key} is a KafkaShareConsumer’s: share groups, their locks and their limit of deliveries (KIP-932), are not in the machine, and what is judged is a KafkaConsumer with these keys`,
  );
}

/**
 * Kafka's key has one value, and a file with it may be what every instance is started with. A member of a classic group that
 * joins under the name of another takes its place (`ClassicGroup.replaceStaticMember`); with KIP-848 it is refused until
 * the other is gone (`GroupMetadataManager.throwIfInstanceIdIsUnreleased`).
 */
function noteInstance(given: Given, { application, consumer, scope }: Setup): void {
  const id = given.ignoredText('consumer', 'group.instance.id');
  if (id === undefined || scope.members < 2 || application.subscription !== 'subscribe') return;
  const fate =
    consumer['group.protocol'] === 'consumer'
      ? 'cannot join as long as another has it (UnreleasedInstanceIdException)'
      : 'takes the place of the other, which ends (FencedInstanceIdException)';
  given.note(
    `each of the ${scope.members} members is taken to have a group.instance.id of its own, of which ${id} is one: a second with the very same ${fate}`,
  );
}
