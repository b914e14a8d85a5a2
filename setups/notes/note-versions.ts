import { brokerFailures } from '../../model/faults/fault-kinds.ts';
import { PROTOCOL } from '../../model/protocol.ts';
import type { Setup } from '../../model/setup.ts';
import type { Given } from '../given.ts';
import { isSince } from '../release.ts';
import type { Versions } from '../versions.ts';

/** The first release whose new clusters have each feature on; one that was upgraded keeps it off until it is told. */
const BOOTSTRAPPED = {
  'eligible.leader.replicas.version': PROTOCOL.eligibleLeaderReplicas.history[1][1],
  'transaction.version': PROTOCOL.transactionVersion.history[1][1],
} as const;

/** Says which level of a feature was assumed, where nobody gave one and the verdict may turn on it. */
export function noteVersions(given: Given, versions: Versions, setup: Setup): void {
  noteTransactions(given, versions, setup);
  noteGenerations(given, versions, setup);
  noteElr(given, setup);
  noteTimeOut(given, versions, setup);
}

function noteTransactions(given: Given, { brokers, clients }: Versions, { producer, protocol }: Setup): void {
  if (producer['transactional.id'] === null || !isSince(brokers, BOOTSTRAPPED['transaction.version'])) return;
  if (given.value('protocol', 'transactionVersion') !== undefined) return;
  const level = given.value('broker', 'transaction.version');
  if (!isSince(clients, '4.0') && (level ?? 2) === 2) {
    given.note('transactions are those of version 1: clients before 4.0 have no others (KIP-890)');
  } else if (level === undefined && protocol.transactionVersion === 2) {
    given.note(assumed('transaction.version', 2, 'version 1'));
  }
}

/** KIP-447: `TxnOffsetCommitRequest.Builder.build` throws where offsets name a member and brokers do not know of that. */
function noteGenerations(given: Given, { brokers, clients }: Versions, { application, client }: Setup): void {
  if (application.commit !== 'transaction' || application.subscription !== 'subscribe') return;
  if (isSince(brokers, '2.5') || !isSince(clients, '2.5') || client.library !== undefined) return;
  given.note(
    'sendOffsetsToTransaction() with consumer.groupMetadata() fails with UnsupportedVersionException on brokers before 2.5: judged are offsets that name the group alone, whose generation nobody asks for',
  );
}

/** Eligible leader replicas matter once the ISR can be empty: when as many as there are replicas can have left it. */
function noteElr(given: Given, { broker, topic, faults, scope }: Setup): void {
  const key = 'eligible.leader.replicas.version';
  const said = given.value('broker', key) ?? given.value('protocol', 'eligibleLeaderReplicas');
  if (said !== undefined || broker[key] === 0) return;
  const deaths = brokerFailures(faults);
  const replicas = topic['replication.factor'];
  if (replicas > 1 && deaths > 0 && deaths + scope.lags >= replicas) given.note(assumed(key, 1, '0'));
}

/** Until KIP-537 (2.5) a slow follower left the ISR before a request that waited for it timed out, with both times by default. */
function noteTimeOut(given: Given, { brokers }: Versions, { producer, topic, scope }: Setup): void {
  if (isSince(brokers, '2.5') || producer.acks !== 'all' || topic['replication.factor'] < 2 || scope.lags === 0) return;
  const isSaid =
    given.place('producer', 'request.timeout.ms') !== undefined ||
    given.place('broker', 'replica.lag.time.max.ms') !== undefined;
  if (isSaid) return;
  given.note(
    'a produce request may time out before its slow follower leaves the ISR: that takes a request.timeout.ms of less than replica.lag.time.max.ms, which before 2.5 is 10 seconds by default, and the other 30',
  );
}

const assumed = (key: keyof typeof BOOTSTRAPPED, level: number, kept: string): string =>
  `${key} is taken as ${level}, as in a new cluster; one that was upgraded from before ${BOOTSTRAPPED[key]} keeps ${kept} until it is told`;
