import { outgrowsRecordsKept, recordsKeptMax } from '../../model/faults/records-kept.ts';
import type { Setup } from '../../model/setup.ts';
import { worldOf } from '../../model/world.ts';
import { isSince, UNRELEASED } from '../../setups/release.ts';
import { versionsOf } from '../../setups/versions.ts';
import { knownFaultsOf } from './known-faults.ts';

/**
 * What a verdict on this setup does not say: that a version of Kafka is not released, which known faults of its versions
 * are not in the machine, where the setup could meet them, and which bound of the machine it can come to.
 */
export function caveatsOf(setup: Setup): readonly string[] {
  const { brokers, clients } = versionsOf(setup);
  const unreleased = isSince(brokers, UNRELEASED) || isSince(clients, UNRELEASED);
  return [
    ...(unreleased ? [`Kafka ${UNRELEASED} is not released: it is taken as trunk has it`] : []),
    ...knownFaultsOf(setup).map(({ what }) => `not in the machine: ${what}`),
    ...boundsOf(setup),
  ];
}

/** Bounds of the machine that a run of the setup can come to. */
function boundsOf(setup: Setup): readonly string[] {
  const world = worldOf(setup);
  if (setup.faults['broker.power-loss'] === 0 || setup.topic['flush.messages'] === 1) return [];
  if (!outgrowsRecordsKept(world)) return [];
  return [
    `a power failure is tried with fewer than ${recordsKeptMax(world)} records left of a log, and a log can be longer`,
  ];
}
