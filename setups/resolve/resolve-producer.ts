import {
  checkDeliveryTimeout,
  checkTransactionOfLibrdkafka,
  checkTwoPhaseCommit,
  checkWords,
  checkOpenRequestsOfSarama,
} from './client-rules.ts';
import { clientDefaultOf, defaultOf, idempotentInFlightMax, TRANSACTIONAL_ID } from '../defaults.ts';
import type { ClientPreset } from '../clients/client-preset.ts';
import type { Given } from '../given.ts';
import { INT_MAX } from '../kinds.ts';
import type { Place } from '../place.ts';
import { isPresets } from '../presets/apply-preset.ts';
import { isSince, type Release } from '../release.ts';
import { valueOf } from './value-of.ts';
import type { Versions } from '../versions.ts';
import type { ProducerConfig } from '../../model/setup.ts';

/** A setting that an idempotent producer cannot have. */
interface Conflict {
  readonly key: 'acks' | 'retries' | 'max.in.flight.requests.per.connection';
  readonly value: string | number;
  readonly needs: string;
  /** Kafka refuses it even when idempotence is on only by default. */
  readonly always: boolean;
}

/**
 * The producer, by the clients' version and the rules of `ProducerConfig.postProcessAndValidateIdempotenceConfigs`.
 *
 * Since 3.0.1 a conflicting setting switches idempotence off silently (KAFKA-13673) unless `enable.idempotence` was set:
 * then it is a ConfigException. From 4.0 too many requests in flight always are one (KAFKA-17927). Before, idempotence was
 * off by default, a transactional id switched it on, and what it needs replaced the defaults.
 *
 * @param preset another library's defaults, where the clients are that.
 */
export function resolveProducer(given: Given, versions: Versions, preset?: ClientPreset): ProducerConfig {
  const { clients } = versions;
  const said = given.value('producer', 'enable.idempotence');
  // What a preset stands for is no word of the user's, who may have keys that switch it off.
  const explicit = said === true && isPresets(given.place('producer', 'enable.idempotence')) ? undefined : said;
  // Whether `ProducerConfig` itself holds the rules of idempotence: since it has it on by default.
  const byDefault = clientDefaultOf(preset, 'producer', 'enable.idempotence', clients);
  const transactionalId = resolveTransactionalId(given);
  const implied = explicit === undefined && !byDefault && transactionalId !== null;
  const wanted = said ?? (implied || byDefault);

  const inFlightMax = idempotentInFlightMax(versions);
  const inFlightDefault = clientDefaultOf(preset, 'producer', 'max.in.flight.requests.per.connection', clients);
  const idempotent = preset?.idempotent;
  const timeoutMs = resolveTransactionTimeout(given, clients, transactionalId);
  const producer = {
    acks: given.value('producer', 'acks') ?? (wanted ? 'all' : clientDefaultOf(preset, 'producer', 'acks', clients)),
    retries:
      given.value('producer', 'retries') ??
      (wanted ? (idempotent?.retries ?? INT_MAX) : clientDefaultOf(preset, 'producer', 'retries', clients)),
    'max.in.flight.requests.per.connection':
      (wanted && idempotent?.fixed === true ? idempotent.inFlight : undefined) ??
      given.value('producer', 'max.in.flight.requests.per.connection') ??
      (wanted ? Math.min(idempotent?.inFlight ?? inFlightDefault, inFlightMax) : inFlightDefault),
    'transactional.id': transactionalId,
    'transaction.timeout.ms': timeoutMs,
  };

  const conflicts = wanted ? conflictsOf(producer, inFlightMax, isSince(clients, '4.0')) : [];
  const refused = conflicts.filter(
    (conflict) => explicit === true || implied || conflict.always || idempotent?.strict === true,
  );
  const by = preset === undefined ? 'Kafka throws a ConfigException' : `${preset.title} refuses it`;
  for (const conflict of refused) {
    refuse(given, conflict, { explicit: explicit === true, implied, transactional: transactionalId !== null, by });
  }
  if (refused.length === 0) {
    for (const { key, value, needs } of conflicts) {
      given.note(
        `idempotence is off: ${key}=${value} conflicts with it (it needs ${needs}), and enable.idempotence is not set`,
      );
    }
  }
  const isIdempotent = wanted && (conflicts.length === 0 || refused.length > 0);
  if (transactionalId !== null && !isIdempotent) refuseTransactions(given, conflicts, by);
  if (preset === undefined) {
    checkDeliveryTimeout(given, clients);
    checkTwoPhaseCommit(given, clients);
    checkWords(given, 'producer', clients);
  }
  if (preset?.name === 'sarama' && wanted) checkOpenRequestsOfSarama(given);
  if (preset?.name === 'librdkafka' && transactionalId !== null) checkTransactionOfLibrdkafka(given, timeoutMs);
  return {
    acks: producer.acks,
    'enable.idempotence': isIdempotent,
    retries: producer.retries,
    'max.in.flight.requests.per.connection': producer['max.in.flight.requests.per.connection'],
    'transactional.id': transactionalId,
    'transaction.timeout.ms': timeoutMs,
  };
}

/** What brokers take at most (`transaction.max.timeout.ms`), unless they are told otherwise. */
const TIMEOUT_MAX_MS = 900_000;
const MAX_KEY = 'transaction.max.timeout.ms';

/**
 * How long the coordinator waits; initTransactions() fails where that is longer than the brokers allow, and where it is
 * nothing (`TransactionStateManager.validateTransactionTimeoutMs`). Without transactions nobody asks.
 */
function resolveTransactionTimeout(given: Given, clients: Release, transactionalId: string | null): number {
  const key = 'transaction.timeout.ms';
  const timeoutMs = valueOf(given, 'producer', key, clients);
  if (timeoutMs <= 0) {
    if (transactionalId === null) return defaultOf('producer', key, clients);
    given.refuse(
      ['producer', 'application'],
      given.place('producer', key),
      `producer.${key} is ${timeoutMs}: initTransactions() fails with InvalidTxnTimeoutException, for the coordinator takes none below 1`,
      'leave it out, or set it to as long as a producer may be away',
    );
  }
  const allowed = given.ignoredText('broker', MAX_KEY);
  // A framework has a default of its own, such as ten seconds (StreamsConfig).
  const isKnown = given.place('producer', key) !== undefined || given.value('application', 'preset') === undefined;
  if (allowed !== undefined && transactionalId !== null && isKnown && timeoutMs > Number(allowed)) {
    given.refuse(
      ['producer', 'broker'],
      given.place('producer', key) ?? given.place('broker', MAX_KEY),
      `producer.${key} is ${timeoutMs}, more than the brokers’ ${MAX_KEY}, ${allowed}: initTransactions() fails with InvalidTxnTimeoutException`,
      `set ${key} to at most ${allowed}, or ${MAX_KEY} to more`,
    );
  }
  if (timeoutMs > TIMEOUT_MAX_MS && given.place('broker', MAX_KEY) === undefined) {
    given.note(
      `${key} is ${timeoutMs}: initTransactions() fails with InvalidTxnTimeoutException unless the brokers’ ${MAX_KEY}, ${TIMEOUT_MAX_MS} by default, is at least that; taken as raised`,
    );
  }
  return timeoutMs;
}

/** An application that commits in transactions has a transactional id, whether the setup names it or not. */
function resolveTransactionalId(given: Given): string | null {
  const named = given.value('producer', 'transactional.id') ?? null;
  if (named !== null || given.value('application', 'commit') !== 'transaction') return named;
  given.note(`transactional.id is taken as "${TRANSACTIONAL_ID}": application.commit is transaction`);
  return TRANSACTIONAL_ID;
}

function conflictsOf(
  producer: Omit<ProducerConfig, 'enable.idempotence'>,
  inFlightMax: number,
  strict: boolean,
): readonly Conflict[] {
  const { acks, retries, 'max.in.flight.requests.per.connection': inFlight } = producer;
  const conflicts: Conflict[] = [];
  if (retries === 0) conflicts.push({ key: 'retries', value: retries, needs: 'retries of at least 1', always: false });
  if (acks !== 'all') conflicts.push({ key: 'acks', value: acks, needs: 'acks=all', always: false });
  if (inFlight > inFlightMax) {
    const key = 'max.in.flight.requests.per.connection';
    conflicts.push({ key, value: inFlight, needs: `at most ${inFlightMax} in flight`, always: strict });
  }
  return conflicts;
}

interface Refusal {
  readonly explicit: boolean;
  readonly implied: boolean;
  /** Whether transactions want it on, so that it cannot be switched off. */
  readonly transactional: boolean;
  /** Who refuses it. */
  readonly by: string;
}

function refuse(given: Given, conflict: Conflict, { explicit, implied, transactional, by }: Refusal): void {
  const { key, value, needs, always } = conflict;
  const on = explicit ? 'enable.idempotence=true' : implied ? 'transactional.id' : 'the idempotent producer';
  const off = implied
    ? 'leave transactional.id out'
    : transactional
      ? 'give transactions up'
      : explicit && !always
        ? 'leave enable.idempotence out'
        : 'set enable.idempotence=false';
  given.refuse(
    ['producer', 'application'],
    given.place('producer', key),
    `${on} needs ${needs}, but ${key} is ${value} (${by})`,
    `change ${key}, or ${off}`,
  );
}

function refuseTransactions(given: Given, conflicts: readonly Conflict[], by: string): void {
  const id = given.place('producer', 'transactional.id');
  const reasons = conflicts.map(({ key, value }) => `${key}=${value}`);
  const why = reasons.length > 0 ? `${reasons.join(' and ')} switches it off` : 'enable.idempotence is false';
  const subject = id === undefined ? 'application.commit: transaction' : 'transactional.id';
  given.refuse(
    ['producer', 'application'],
    id ?? placeOfTransactions(given, conflicts),
    `${subject} needs an idempotent producer, but ${why} (${by})`,
    `${reasons.length > 0 ? 'leave that out' : 'leave enable.idempotence out'}, or give transactions up`,
  );
}

/** Of a loop that commits in transactions on the word of its name, what the user says against it. */
function placeOfTransactions(given: Given, [conflict]: readonly Conflict[]): Place | undefined {
  const commit = given.place('application', 'commit');
  if (!isPresets(commit) || conflict === undefined) return commit;
  return given.place('producer', conflict.key);
}
