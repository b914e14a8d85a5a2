import type { Setup } from '../../model/setup.ts';
import type { Given } from '../given.ts';

/**
 * Says how a transactional id was taken that a setup names, where several producers live at once and nobody said whose
 * it is: Kafka's key has one value, and a file with it may be what every instance is started with.
 */
export function noteTransactionalIds(given: Given, { application, producer, scope }: Setup): void {
  const id = given.value('producer', 'transactional.id') ?? null;
  if (id === null || producer['transactional.id'] === null) return;
  if (given.value('application', 'transactional.ids') !== undefined) return;
  const live = application.shape === 'transform' ? scope.groups * scope.members : scope.producers;
  if (live < 2) return;
  given.note(
    `each of the ${live} producers is taken to have a transactional.id of its own that begins with "${id}" (application.transactional.ids: per-member); live producers that have the very same one fence each other (shared)`,
  );
}
