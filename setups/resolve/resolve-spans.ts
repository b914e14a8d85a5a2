import type { ApplicationConfig } from '../../model/setup.ts';
import type { Given } from '../given.ts';
import type { Release } from '../release.ts';
import { valueOf } from './value-of.ts';

/** How much one transaction of a transform has: a question only where its offsets go with it. */
export function resolveSpans(
  given: Given,
  release: Release,
  commit: ApplicationConfig['commit'],
  ids: ApplicationConfig['transactional.ids'],
): ApplicationConfig['transaction.spans'] {
  const key = 'transaction.spans';
  const spans = valueOf(given, 'application', key, release);
  if (spans === 'batch') return spans;
  const refuse = (why: string, instead: string): void =>
    given.refuse(['application'], given.place('application', key), `application.${key} is polls, but ${why}`, instead);
  if (commit !== 'transaction') {
    refuse(
      `commit is ${commit}: only a transaction that has its offsets in it can go on over several polls here`,
      `set commit to transaction, or leave ${key} out`,
    );
  } else if (ids === 'per-partition') {
    refuse(
      'transactional.ids is per-partition: of several producers of a member one at a time has a transaction open here',
      'leave transactional.ids out, or set it to per-member',
    );
  }
  return spans;
}
