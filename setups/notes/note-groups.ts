import type { Setup } from '../../model/setup.ts';
import type { Given } from '../given.ts';
import { isSince, type Release } from '../release.ts';

/**
 * Says what of a consumer's keys is about another kind of group, or of membership, than the machine has.
 *
 * @param clients the version of Apache Kafka's Java client; undefined where the clients are another library.
 */
export function noteGroups(given: Given, setup: Setup, clients: Release | undefined): void {
  checkShareGroup(given, setup.consumer['group.protocol'], clients);
  noteInstance(given, setup);
}

/** The keys that only a `KafkaShareConsumer` has a use for, and since when clients know them. */
const SHARE_KEYS = { 'share.acknowledgement.mode': '4.1', 'share.acquire.mode': '4.2' } as const;

/** A `KafkaConsumer` refuses them (`ConsumerConfig.checkUnsupportedConfigsPostProcess`), where it knows them. */
function checkShareGroup(
  given: Given,
  protocol: Setup['consumer']['group.protocol'],
  clients: Release | undefined,
): void {
  for (const [key, since] of Object.entries(SHARE_KEYS)) {
    const place = given.place('consumer', key);
    if (place === undefined) continue;
    const beyond = `share groups, their locks and their limit of deliveries (KIP-932), are not in the machine`;
    if (clients === undefined || !isSince(clients, since)) {
      given.note(
        `${key} is a KafkaShareConsumer’s: ${beyond}, and what is judged is a consumer that passes the key over`,
      );
      continue;
    }
    given.refuse(
      ['consumer'],
      place,
      `consumer.${key} cannot be set when group.protocol is ${protocol} (Kafka throws a ConfigException): it is a KafkaShareConsumer’s, and ${beyond}`,
      'leave it out to have a KafkaConsumer judged',
    );
  }
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
