import type { ApplicationConfig } from '../../model/setup.ts';
import type { Given } from '../given.ts';
import type { Release } from '../release.ts';
import { valueOf } from './value-of.ts';

/** How consumers come by their partitions; what a group would decide has no effect without one. */
export function resolveSubscription(
  given: Given,
  release: Release,
  { 'transactional.ids': ids, 'on.revoke': onRevoke }: Pick<ApplicationConfig, 'transactional.ids' | 'on.revoke'>,
): ApplicationConfig['subscription'] {
  const key = 'subscription';
  const subscription = valueOf(given, 'application', key, release);
  if (subscription === 'subscribe') return subscription;
  if (ids === 'per-partition') {
    given.refuse(
      ['application'],
      given.place('application', key),
      `application.${key} is assign, and transactional.ids per-partition: processes that have the same partition would fence each other without end`,
      'leave transactional.ids out, or subscription',
    );
  }
  given.note(
    'subscription is assign: every consumer has every partition, and exclusive-ownership promises nothing, since nobody is in the group',
  );
  if (onRevoke !== 'nothing') {
    given.note(`application.on.revoke: ${onRevoke} has no effect: with assign() nothing is revoked`);
  }
  return subscription;
}
