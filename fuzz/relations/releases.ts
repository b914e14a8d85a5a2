import { isDeepStrictEqual } from 'node:util';
import type { Setup } from '../../model/setup.ts';
import { RELEASES } from '../../setups/release.ts';
import { setupOf } from '../../setups/resolve.ts';
import type { Relation } from './relation.ts';

/**
 * The next release with every key as it was: what it changes of the protocol are fixes, so that what held holds. A release
 * that brought a failure along is a reason for a sentence here.
 */
export const NEWER_RELEASES: readonly Relation[] = [
  {
    id: 'the next release of the brokers',
    because: 'what a release changes of the brokers’ protocol are fixes',
    demand: { kind: 'stronger', of: 'every guarantee' },
    without: ['protocol', 'client'],
    twins(setup) {
      const { kafka, clients = kafka } = setup;
      const next = nextOf(kafka);
      return next !== undefined && isReleased(setup) ? [{ kafka: next, clients }] : [];
    },
  },
  {
    id: 'the next release of the clients',
    because: 'what a release changes of the clients’ protocol are fixes',
    demand: { kind: 'stronger', of: 'every guarantee' },
    without: ['protocol', 'client'],
    twins(setup) {
      const next = nextOf(setup.clients ?? setup.kafka);
      return next !== undefined && isReleased(setup) ? [{ clients: next }] : [];
    },
  },
];

const nextOf = (release: string): string | undefined => [...RELEASES, undefined][[...RELEASES].indexOf(release) + 1];

/** Whether every switch is as Kafka and its own client have it. */
function isReleased(setup: Setup): boolean {
  const { protocol, client } = setupOf({ ...setup, protocol: {}, client: {} });
  return isDeepStrictEqual([protocol, client], [setup.protocol, setup.client]);
}
