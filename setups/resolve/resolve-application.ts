import { defaultOf } from '../defaults.ts';
import type { Given } from '../given.ts';
import { isPresets } from '../presets/apply-preset.ts';
import type { Release } from '../release.ts';
import { resolveFaults } from './resolve-bounds.ts';
import { resolveCommits } from './resolve-commits.ts';
import { resolveSpans } from './resolve-spans.ts';
import { resolveOffsets } from './resolve-offsets.ts';
import { resolveSubscription } from './resolve-subscription.ts';
import { resolveWorkers } from './resolve-workers.ts';
import type { ApplicationConfig } from '../../model/setup.ts';
import { valueOf } from './value-of.ts';

/**
 * The application. It commits as `commit` says, which was decided together with `enable.auto.commit`.
 *
 * Its effect is by default where its shape puts it: a transform writes to Kafka, a consuming application acts outside.
 */
export function resolveApplication(
  given: Given,
  release: Release,
  commit: ApplicationConfig['commit'],
  transactional: boolean,
): ApplicationConfig {
  const shape = valueOf(given, 'application', 'shape', release);
  if (commit === 'transaction' && shape === 'consume') {
    given.refuse(
      ['application'],
      given.place('application', 'shape') ?? given.place('application', 'commit'),
      'application.commit: transaction needs application.shape: transform, but the shape is consume',
      'set shape to transform, or commit to after-processing',
    );
  }
  const onRevoke = resolveOnRevoke(given, release);
  const workers = resolveWorkers(given, release, shape);
  const effect = given.value('application', 'effect') ?? (shape === 'transform' ? 'kafka' : 'external');
  const ids = resolveIds(given, release, shape, transactional);
  const spans = resolveSpans(given, release, commit, ids);
  const onClose = resolveOnClose(given, release, commit, spans);
  return {
    shape,
    commit,
    ...resolveCommits(given, release, { shape, commit, ...workers }, transactional),
    ...workers,
    subscription: resolveSubscription(given, release, { 'transactional.ids': ids, 'on.revoke': onRevoke }),
    ...resolveOffsets(given, release, {
      shape,
      effect,
      ...workers,
      'on.revoke': onRevoke,
      'on.close': onClose,
      'transactional.ids': ids,
    }),
    group: valueOf(given, 'application', 'group', release),
    'on.processing.failure': resolveOnFailure(given, release, shape, commit, transactional),
    'on.close': onClose,
    'on.send.failure': valueOf(given, 'application', 'on.send.failure', release),
    'idempotency.key': resolveIdempotencyKey(given, release, effect),
    effect,
    'on.revoke': onRevoke,
    'rebalance.listener': resolveListener(given, release, onRevoke),
    'rewind.on.abort': valueOf(given, 'application', 'rewind.on.abort', release),
    'transaction.spans': spans,
    'transactional.ids': ids,
  };
}

/** What becomes of a failure where none is allowed for is said to be nothing. */
function resolveOnFailure(
  given: Given,
  release: Release,
  shape: ApplicationConfig['shape'],
  commit: ApplicationConfig['commit'],
  transactional: boolean,
): ApplicationConfig['on.processing.failure'] {
  const key = 'on.processing.failure';
  const onFailure = valueOf(given, 'application', key, release);
  const isSaid = onFailure !== 'close' && !isPresets(given.place('application', key));
  if (isSaid && resolveFaults(given)['processing.failed'] === 0) {
    given.note(`application.${key}: ${onFailure} has no effect: no handler fails without faults.processing.failed`);
  }
  if (onFailure !== 'dead-letter') return onFailure;
  if (shape === 'transform' && transactional && commit !== 'transaction') {
    given.refuse(
      ['application', 'producer'],
      given.place('application', key),
      `application.${key}: dead-letter in a transaction needs its offsets there as well, but commit is ${commit}`,
      'set application.commit to transaction, or leave producer.transactional.id out',
    );
  }
  given.note(
    'the dead-letter topic is another one, which is not replicated here: what it has answered for is taken as kept; what brokers may lose of it, as with acks=1, they may lose of any record of that producer',
  );
  return onFailure;
}

/** What knows an effect again by its key is outside: of two outputs in Kafka readers are given both. */
function resolveIdempotencyKey(given: Given, release: Release, effect: ApplicationConfig['effect']): boolean {
  const key = valueOf(given, 'application', 'idempotency.key', release);
  if (key && effect === 'kafka') {
    given.note(
      'application.idempotency.key: true has no effect: outputs are in Kafka, where a reader is given both copies',
    );
  }
  return key;
}

/** A last commit beside offsets that go with transactions has nothing to commit. */
function resolveOnClose(
  given: Given,
  release: Release,
  commit: ApplicationConfig['commit'],
  spans: ApplicationConfig['transaction.spans'],
): ApplicationConfig['on.close'] {
  const onClose = valueOf(given, 'application', 'on.close', release);
  if (onClose === 'commit' && commit === 'transaction' && spans === 'batch') {
    given.note('application.on.close: commit has no effect: offsets are committed in transactions');
  }
  return onClose;
}

/** Whose transactional ids are: a question only where there are some, and an input partition's only where there is an input. */
function resolveIds(
  given: Given,
  release: Release,
  shape: ApplicationConfig['shape'],
  transactional: boolean,
): ApplicationConfig['transactional.ids'] {
  const key = 'transactional.ids';
  const ids = valueOf(given, 'application', key, release);
  if (ids === 'per-member') return ids;
  const place = given.place('application', key);
  if (!transactional) {
    given.refuse(
      ['application', 'producer'],
      place,
      `application.${key} is ${ids}, but no producer has a transactional id`,
      `set producer.transactional.id or application.commit: transaction, or leave ${key} out`,
    );
  } else if (ids === 'per-partition' && shape === 'consume') {
    given.refuse(
      ['application'],
      place,
      `application.${key}: per-partition needs application.shape: transform: a producer upstream has no input partitions`,
      'set shape to transform, or give each producer an id of its own (per-member)',
    );
  }
  return ids;
}

/** What is done on revocation is done by a listener. Where it decides, the default is said. */
function resolveListener(given: Given, release: Release, onRevoke: ApplicationConfig['on.revoke']): boolean {
  const key = 'rebalance.listener';
  const listener = given.value('application', key);
  const acts = onRevoke !== 'nothing';
  if (listener === false && acts) {
    given.refuse(
      ['application'],
      given.place('application', key),
      `application.${key} is false, but on.revoke is ${onRevoke}: that is what the listener's onPartitionsRevoked() does`,
      `set ${key} to true, or leave on.revoke out`,
    );
  }
  if (listener === undefined && !acts && given.value('consumer', 'group.protocol') === 'consumer') {
    given.note(
      `${key} is taken as true: without a listener a consumer of KIP-848 gives partitions up, and rejoins its group, in the background`,
    );
  }
  return listener ?? defaultOf('application', key, release);
}

/** What the rebalance listener does; `commit.on.revoke: true` is how it was spelled when it could do one thing only. */
function resolveOnRevoke(given: Given, release: Release): ApplicationConfig['on.revoke'] {
  const named = given.value('application', 'on.revoke');
  const commits = given.value('application', 'commit.on.revoke');
  if (named === undefined) return commits === true ? 'commit' : defaultOf('application', 'on.revoke', release);
  if (commits === undefined || commits === (named === 'commit' || named === 'drain')) return named;
  if (commits) {
    given.refuse(
      ['application'],
      given.place('application', 'commit.on.revoke'),
      `application.commit.on.revoke is true, but application.on.revoke is ${named}, which commits nothing`,
      'leave commit.on.revoke out, or set on.revoke to commit',
    );
  } else {
    given.note(`application.commit.on.revoke, false, has no effect: on.revoke is ${named}`);
  }
  return named;
}
