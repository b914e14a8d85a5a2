import type { ApplicationConfig } from '../../model/setup.ts';
import type { Given } from '../given.ts';
import type { Release } from '../release.ts';
import { valueOf } from './value-of.ts';

type Workers = Pick<ApplicationConfig, 'processing' | 'workers' | 'order'>;

/** Who processes what poll() has returned: the loop itself, or workers beside it. Several are workers without more words. */
export function resolveWorkers(given: Given, release: Release, shape: ApplicationConfig['shape']): Workers {
  const workers = valueOf(given, 'application', 'workers', release);
  const order = valueOf(given, 'application', 'order', release);
  const processing = given.value('application', 'processing') ?? (workers > 1 ? 'async' : 'sync');
  const place = given.place('application', 'workers');
  if (workers > 1 && shape === 'transform') {
    given.refuse(
      ['application'],
      place,
      `application.workers is ${workers}, but the loop of a transform has none here: it sends what it makes of a record itself`,
      'leave workers out, or put the reading side on trial by itself (shape: consume)',
    );
  } else if (workers > 1 && processing === 'sync') {
    given.refuse(
      ['application'],
      place,
      `application.workers is ${workers}, but processing is sync: the loop processes in its own thread`,
      'set processing to async, or leave workers out',
    );
  }
  if (workers === 1 && order !== 'none') {
    given.note(`application.order: ${order} has no effect with one worker, which takes one record after the other`);
  }
  return { processing, workers, order };
}
