import { namesCooperative, unknownAssignors } from '../assignors.ts';
import { checkGroupNames, checkTimeouts, checkWords } from './client-rules.ts';
import type { AutoCommit } from '../clients/client-library.ts';
import type { ClientPreset } from '../clients/client-preset.ts';
import { clientDefaultOf } from '../defaults.ts';
import type { Given } from '../given.ts';
import { isPresets } from '../presets/apply-preset.ts';
import { isSince, type Release } from '../release.ts';
import { keepsOffsets } from './resolve-offsets.ts';
import { older, type Versions } from '../versions.ts';
import { resolveFaults } from './resolve-bounds.ts';
import type { OffsetReset } from '../../model/offset-reset.ts';
import type { ApplicationConfig, ConsumerConfig } from '../../model/setup.ts';
import { valueOf } from './value-of.ts';

export interface ResolvedConsumer {
  readonly consumer: ConsumerConfig;
  readonly commit: ApplicationConfig['commit'];
}

/**
 * The consumer, by the clients' version, and who commits: Kafka's `enable.auto.commit` and `application.commit` have to
 * agree about that.
 */
export function resolveConsumer(given: Given, versions: Versions, preset?: ClientPreset): ResolvedConsumer {
  const release = versions.clients;
  const protocol = valueOf(given, 'consumer', 'group.protocol', release);
  const { autoCommit, commit } = keepsOffsets(given)
    ? { autoCommit: false, commit: 'after-processing' as const }
    : resolveCommit(given, clientDefaultOf(preset, 'consumer', 'enable.auto.commit', release), preset);
  checkGroupProtocol(given, versions, protocol);
  if (preset === undefined) {
    checkTimeouts(given, versions, protocol);
    checkGroupNames(given, release);
    checkWords(given, 'consumer', release);
  }
  return {
    consumer: {
      'isolation.level':
        given.value('consumer', 'isolation.level') ?? clientDefaultOf(preset, 'consumer', 'isolation.level', release),
      'enable.auto.commit': autoCommit,
      'auto.offset.reset':
        resolveReset(given, release) ?? clientDefaultOf(preset, 'consumer', 'auto.offset.reset', release),
      'max.poll.records':
        given.value('consumer', 'max.poll.records') ?? clientDefaultOf(preset, 'consumer', 'max.poll.records', release),
      'group.protocol': protocol,
      'partition.assignment.strategy':
        // KIP-848 moves partitions one by one, as the cooperative protocol does.
        protocol === 'consumer' ? 'cooperative' : resolveStrategy(given, release, preset),
    },
    commit,
  };
}

interface Committing {
  readonly autoCommit: boolean;
  readonly commit: ApplicationConfig['commit'];
}

function resolveCommit(given: Given, autoCommitDefault: boolean, preset: ClientPreset | undefined): Committing {
  const auto = given.value('consumer', 'enable.auto.commit');
  const commit = given.value('application', 'commit');
  const automatic = automaticCommit(given, preset);
  if (commit === undefined) {
    if (auto ?? autoCommitDefault) return committing(given, automatic, preset);
    return { autoCommit: false, commit: 'after-processing' };
  }
  if (commit === 'auto') {
    if (auto === false) {
      given.refuse(
        ['consumer', 'application'],
        given.place('application', 'commit'),
        'application.commit is auto, but consumer.enable.auto.commit is false: nobody would commit',
        'set enable.auto.commit to true, or application.commit to after-processing',
      );
    }
    if (automatic !== 'polled') {
      given.note(
        `application.commit is auto, as the Java client commits; left out, it is as ${preset?.title ?? 'the client'} does it`,
      );
    }
    return { autoCommit: true, commit };
  }
  if (auto === undefined) {
    given.note(`enable.auto.commit is taken as false: application.commit, ${commit}, says who commits`);
  } else if (auto) {
    given.note(`enable.auto.commit is true: the consumer commits beside the application, which commits ${commit}`);
  }
  return { autoCommit: auto ?? false, commit };
}

/** What an automatic commit covers here; librdkafka's is told by `enable.auto.offset.store`. */
function automaticCommit(given: Given, preset: ClientPreset | undefined): AutoCommit {
  const key = 'enable.auto.offset.store';
  const stores = given.value('consumer', key);
  if (stores !== undefined && preset?.library.storesOffsets !== true) {
    given.refuse(
      ['consumer'],
      given.place('consumer', key),
      `consumer.${key} is a key of librdkafka, and the clients are ${preset?.title ?? 'Apache Kafka’s'}`,
      'write client: librdkafka at the top of the setup, or leave it out',
    );
  }
  return stores === false ? 'processed' : (preset?.library.autoCommit ?? 'polled');
}

/** Automatic commits as an application would make them that does what the client does. */
function committing(given: Given, covers: AutoCommit, preset: ClientPreset | undefined): Committing {
  if (covers === 'polled') return { autoCommit: true, commit: 'auto' };
  const title = preset?.title ?? '';
  if (covers === 'fetched') {
    given.note(`${title} commits a record before it hands it over: taken as application.commit: before-processing`);
    return { autoCommit: false, commit: 'before-processing' };
  }
  given.note(
    `${title} commits what the application is done with: taken as application.commit: after-processing, with on.revoke and on.close: commit`,
  );
  for (const key of ['on.revoke', 'on.close']) {
    given.suppose({ section: 'application', key, value: 'commit', place: { file: title } });
  }
  return { autoCommit: false, commit: 'after-processing' };
}

function resolveStrategy(
  given: Given,
  release: Release,
  preset: ClientPreset | undefined,
): ConsumerConfig['partition.assignment.strategy'] {
  const key = 'partition.assignment.strategy';
  const strategy = given.value('consumer', key);
  const isEarly = preset === undefined && !isSince(release, '2.4');
  if (isEarly && isPresets(given.place('consumer', key))) {
    given.note(`${key} is taken as eager: clients of before 2.4 have no other rebalance (KIP-429)`);
    return 'eager';
  }
  if (isEarly && namesCooperative(given.raw('consumer', key))) {
    given.refuse(
      ['consumer', 'application'],
      given.place('consumer', key),
      `consumer.${key} cannot be cooperative before Kafka 2.4 (KIP-429)`,
      'leave it out, or name a later version of Kafka',
    );
  }
  for (const name of unknownAssignors(given.raw('consumer', key))) {
    given.note(`${name} is not one of Kafka's assignors; its rebalances are taken as eager`);
  }
  return strategy ?? clientDefaultOf(preset, 'consumer', key, release);
}

/** Keys that Kafka refuses together with one of the group protocols: since 3.9 (KAFKA-15773) and 4.0 (KAFKA-17338). */
const REFUSED: Readonly<
  Record<ConsumerConfig['group.protocol'], { readonly since: string; readonly keys: readonly string[] }>
> = {
  consumer: { since: '4.0', keys: ['partition.assignment.strategy', 'session.timeout.ms', 'heartbeat.interval.ms'] },
  classic: { since: '3.9', keys: ['group.remote.assignor'] },
};

function checkGroupProtocol(given: Given, versions: Versions, protocol: ConsumerConfig['group.protocol']): void {
  if (protocol === 'consumer' && !isSince(older(versions), '3.7')) {
    given.refuse(
      ['consumer', 'application'],
      given.place('consumer', 'group.protocol'),
      'consumer.group.protocol cannot be consumer before Kafka 3.7 (KIP-848)',
      'leave it out, or name a later version of Kafka',
    );
  }
  const { since, keys } = REFUSED[protocol];
  for (const key of keys) {
    const place = given.place('consumer', key);
    // "cooperative" is how a resolved setup says what the protocol does by itself.
    const own = key === 'partition.assignment.strategy' && given.raw('consumer', key) === 'cooperative';
    // A blank one counts as left out.
    if (place === undefined || own || given.ignoredText('consumer', key)?.trim() === '') continue;
    if (!isSince(versions.clients, since)) {
      given.note(`${key} has no effect: group.protocol is ${protocol}`);
      continue;
    }
    given.refuse(
      ['consumer', 'application'],
      place,
      `consumer.${key} cannot be set when group.protocol is ${protocol} (Kafka throws a ConfigException)`,
      `leave ${key} out, or set group.protocol to ${protocol === 'consumer' ? 'classic' : 'consumer'}`,
    );
  }
}

/**
 * `by_duration` goes by when a record was written (KIP-1106): the client asks for the first offset at or after now minus the
 * duration (`AutoOffsetResetStrategy.timestamp`). Time is a fault, and where it is not allowed no record is too old.
 */
function resolveReset(given: Given, clients: Release): OffsetReset | undefined {
  const key = 'auto.offset.reset';
  const reset = given.value('consumer', key);
  const raw = given.raw('consumer', key);
  const text = typeof raw === 'string' ? raw.trim() : '';
  if (reset === undefined || !text.startsWith('by_duration')) return reset;
  if (!isSince(clients, '4.0')) {
    given.refuse(
      ['consumer'],
      given.place('consumer', key),
      `consumer.${key} cannot be by_duration before Kafka 4.0 (KIP-1106)`,
      'set it to earliest, latest or none, or name a later version of Kafka',
    );
  }
  if (reset === 'latest') {
    given.note(`${key}=${text} is tried as latest: every record is older than that`);
    return reset;
  }
  if (resolveFaults(given)['records.aged'] > 0) return reset;
  given.note(
    `${key}=${text} is tried as earliest: as long as that no record gets; with the fault records.aged one does, and is skipped as with latest where the group has no offset yet, or none any more`,
  );
  return 'earliest';
}
