import { FAULT_KINDS } from '../model/faults/fault-kinds.ts';
import { PROTOCOL } from '../model/protocol.ts';
import type { Setup } from '../model/setup.ts';
import type { Given } from './given.ts';
import { isSince } from './release.ts';
import type { Versions } from './versions.ts';

/** The first release whose new clusters have each feature on; one that was upgraded keeps it off until it is told. */
const BOOTSTRAPPED = {
  'eligible.leader.replicas.version': PROTOCOL.eligibleLeaderReplicas.history[1][1],
  'transaction.version': PROTOCOL.transactionVersion.history[1][1],
} as const;

/** Says which level of a feature was assumed, where nobody gave one and the verdict may turn on it. */
export function noteVersions(given: Given, versions: Versions, setup: Setup): void {
  noteTransactions(given, versions, setup);
  noteElr(given, setup);
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

/** Eligible leader replicas matter once the ISR can be empty: when as many as there are replicas can have left it. */
function noteElr(given: Given, { broker, topic, faults, scope }: Setup): void {
  const key = 'eligible.leader.replicas.version';
  const said = given.value('broker', key) ?? given.value('protocol', 'eligibleLeaderReplicas');
  if (said !== undefined || broker[key] === 0) return;
  const deaths = FAULT_KINDS.filter((kind) => kind.startsWith('broker.')).reduce((sum, kind) => sum + faults[kind], 0);
  const replicas = topic['replication.factor'];
  if (replicas > 1 && deaths > 0 && deaths + scope.lags >= replicas) given.note(assumed(key, 1, '0'));
}

const assumed = (key: keyof typeof BOOTSTRAPPED, level: number, kept: string): string =>
  `${key} is taken as ${level}, as in a new cluster; one that was upgraded from before ${BOOTSTRAPPED[key]} keeps ${kept} until it is told`;
