import type { Setup } from '../model/setup.ts';
import { isSince, UNRELEASED } from '../setups/release.ts';
import { versionsOf } from '../setups/versions.ts';
import { knownFaultsOf } from './known-faults.ts';

/**
 * What a verdict on this setup does not say of its versions of Kafka: that one is not released, and which known faults of
 * theirs are not in the machine, where the setup could meet them.
 */
export function caveatsOf(setup: Setup): readonly string[] {
  const { brokers, clients } = versionsOf(setup);
  const unreleased = isSince(brokers, UNRELEASED) || isSince(clients, UNRELEASED);
  return [
    ...(unreleased ? [`Kafka ${UNRELEASED} is not released: it is taken as trunk has it`] : []),
    ...knownFaultsOf(setup).map(({ what }) => `not in the machine: ${what}`),
  ];
}
