import { FAULT_KINDS, type FaultKind } from '../../model/faults/fault-kinds.ts';
import type { Setup } from '../../model/setup.ts';
import type { Given } from '../given.ts';
import { isSince } from '../release.ts';
import type { Versions } from '../versions.ts';

const KEY = 'offsets.commit.required.acks';

/** Who then does not answer for what a leader alone had: another leads. */
const takesLeader = (kind: FaultKind): boolean => kind.startsWith('broker.') || kind === 'leader.moved';

/**
 * Up to 3.9 a group’s coordinator may answer for a commit, or a generation, that it alone has written
 * (`GroupMetadataManager.appendForGroup`: requiredAcks). Kafka 4.0 has no such key (KIP-1041, KAFKA-16736).
 *
 * @returns the key, where a run of the setup could meet that, for the machine waits for every member of the ISR.
 */
export function commitsByLeader(given: Given, versions: Versions, setup: Setup): string | undefined {
  const text = given.ignoredText('broker', KEY)?.trim();
  if (text === undefined) return undefined;
  if (isSince(versions.brokers, '4.0')) {
    given.heed('broker', KEY);
    given.note(`${KEY} has no effect since Kafka 4.0, which waits for every member of the ISR (KIP-1041)`);
    return undefined;
  }
  if (text !== '0' && text !== '1') return undefined;
  const { application, broker, faults } = setup;
  if (application.offsets !== 'kafka' || broker['offsets.topic.replication.factor'] === 1) return undefined;
  if (!FAULT_KINDS.some((kind) => faults[kind] > 0 && takesLeader(kind))) return undefined;
  given.heed('broker', KEY);
  given.note(
    `not in the machine: with ${KEY}=${text} a coordinator answers for commits that it alone has written, and where another takes over the group goes on before them`,
  );
  return KEY;
}
