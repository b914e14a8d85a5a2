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
  return {
    shape,
    commit,
    processing: given.value('application', 'processing') ?? defaultOf('application', 'processing', release),
    'on.send.failure':
      given.value('application', 'on.send.failure') ?? defaultOf('application', 'on.send.failure', release),
    'idempotency.key':
      given.value('application', 'idempotency.key') ?? defaultOf('application', 'idempotency.key', release),
    effect: given.value('application', 'effect') ?? (shape === 'transform' ? 'kafka' : 'external'),
    'commit.on.revoke':
      given.value('application', 'commit.on.revoke') ?? defaultOf('application', 'commit.on.revoke', release),
    'rewind.on.abort':
      given.value('application', 'rewind.on.abort') ?? defaultOf('application', 'rewind.on.abort', release),
  };
}
