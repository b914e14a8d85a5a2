import type { Protocol } from '../../model/protocol.ts';
import type { Given } from '../given.ts';
import { isSince, type Release } from '../release.ts';

/**
 * Whether `unclean.leader.election.enable=true` is passed over: from 3.3 to 3.8 the controller of KRaft elects no replica that
 * is out of sync, whatever it is told (`ConfigurationControlManager.uncleanLeaderElectionEnabledForTopic` is false there;
 * KAFKA-12670 ended that in 3.9.0).
 */
export function passesUncleanOver(given: Given, brokers: Release, protocol: Protocol): boolean {
  // What only KRaft has, also where a resolved setup says it by its switches.
  if (!protocol.registrationFencesOldIncarnation || isSince(brokers, '3.9')) return false;
  given.note(
    'unclean.leader.election.enable has no effect with KRaft before 3.9 (KAFKA-12670): a partition waits for a replica that was in sync; a key such as zookeeper.connect in the broker’s file says that it is a cluster of ZooKeeper’s',
  );
  return true;
}
