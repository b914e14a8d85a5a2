import { isDeepStrictEqual } from 'node:util';
import { JAVA_CLIENT } from '../../model/client.ts';
import { PROTOCOL } from '../../model/protocol.ts';
import type { Setup } from '../../model/setup.ts';
import { RELEASES } from '../../setups/release.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
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
      // 4.5 refuses what is not the first batch of an empty partition, see NO_FIXES.
      const next = kafka === '4.4' ? undefined : nextOf(kafka);
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
  {
    id: 'a switch of the protocol as it is today',
    because: 'each fix takes ways to go wrong away, whatever else is not mended',
    demand: { kind: 'stronger', of: 'every guarantee' },
    twins: ({ protocol }) =>
      FIXES.filter((name) => protocol[name] !== todayOf(name)).map((name) => ({ protocol: { [name]: todayOf(name) } })),
  },
  {
    id: 'a switch of the clients as in the Java client',
    because: 'what other libraries do otherwise are bugs, or ways of their own that give more up',
    demand: { kind: 'stronger', of: 'every guarantee' },
    twins: ({ client }) =>
      CLIENT_SWITCHES.filter((name) => client[name] !== JAVA_CLIENT[name]).map((name) => ({
        client: { [name]: JAVA_CLIENT[name] },
      })),
  },
];

/**
 * Those that are no fixes by themselves: transactions of version 2, which brokers that have nothing else of them never had
 * (KIP-890); and that a first sequence is 0. What a broker refuses for that its client sends again in a new epoch, and if it was still on
 * its way it is stored twice.
 */
const NO_FIXES: ReadonlySet<string> = new Set([
  'transactionVersion',
  'emptyPartitionStartsAtZero',
  'unknownProducerStartsAtZero',
  'transactionStartsAtZero',
]);
const FIXES = (Object.keys(PROTOCOL) as (keyof typeof PROTOCOL)[]).filter((name) => !NO_FIXES.has(name));
const CLIENT_SWITCHES = Object.keys(JAVA_CLIENT) as (keyof typeof JAVA_CLIENT)[];

const todayOf = (name: keyof typeof PROTOCOL) => PROTOCOL[name].history.at(-1)?.[0];

const nextOf = (release: string): string | undefined => [...RELEASES, undefined][[...RELEASES].indexOf(release) + 1];

/** Whether every switch is as Kafka and its own client have it. */
function isReleased(setup: Setup): boolean {
  const { protocol, client } = setupOf({ ...setup, protocol: {}, client: {} });
  return isDeepStrictEqual([protocol, client], [setup.protocol, setup.client]);
}
