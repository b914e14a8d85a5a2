import { defaultOf } from './defaults.ts';
import type { Given } from './given.ts';
import type { Release } from './release.ts';
import type { ApplicationConfig } from '../model/setup.ts';

/**
 * The application. It commits as `commit` says, which was decided together with `enable.auto.commit`.
 *
 * Its effect is by default where its shape puts it: a transform writes to Kafka, a consuming application acts outside.
 */
export function resolveApplication(
  given: Given,
  release: Release,
  commit: ApplicationConfig['commit'],
): ApplicationConfig {
  const shape = given.value('application', 'shape') ?? defaultOf('application', 'shape', release);
  if (commit === 'transaction' && shape === 'consume') {
    given.refuse(
      ['application'],
      given.place('application', 'shape') ?? given.place('application', 'commit'),
      'application.commit: transaction needs application.shape: transform, but the shape is consume',
      'set shape to transform, or commit to after-processing',
    );
  }
  const commitsOnRevoke =
    given.value('application', 'commit.on.revoke') ?? defaultOf('application', 'commit.on.revoke', release);
  return {
    shape,
    commit,
    processing: given.value('application', 'processing') ?? defaultOf('application', 'processing', release),
    'on.send.failure':
      given.value('application', 'on.send.failure') ?? defaultOf('application', 'on.send.failure', release),
    'idempotency.key':
      given.value('application', 'idempotency.key') ?? defaultOf('application', 'idempotency.key', release),
    effect: given.value('application', 'effect') ?? (shape === 'transform' ? 'kafka' : 'external'),
    'commit.on.revoke': commitsOnRevoke,
    'rebalance.listener': resolveListener(given, release, commitsOnRevoke),
    'rewind.on.abort':
      given.value('application', 'rewind.on.abort') ?? defaultOf('application', 'rewind.on.abort', release),
  };
}

/** What is done on revocation is done by a listener. Where it decides, the default is said. */
function resolveListener(given: Given, release: Release, actsOnRevoke: boolean): boolean {
  const key = 'rebalance.listener';
  const listener = given.value('application', key);
  if (listener === false && actsOnRevoke) {
    given.refuse(
      ['application'],
      given.place('application', key),
      `application.${key} is false, but commit.on.revoke is true: it is the listener's onPartitionsRevoked() that commits`,
      `set ${key} to true, or leave commit.on.revoke out`,
    );
  }
  if (listener === undefined && !actsOnRevoke && given.value('consumer', 'group.protocol') === 'consumer') {
    given.note(
      `${key} is taken as true: without a listener a consumer of KIP-848 gives partitions up, and rejoins its group, in the background`,
    );
  }
  return listener ?? defaultOf('application', key, release);
}
