import type { ApplicationConfig, Setup } from '../../model/setup.ts';
import type { Given } from '../given.ts';
import type { Release } from '../release.ts';
import { valueOf } from './value-of.ts';

type Commits = Pick<ApplicationConfig, 'commit.every' | 'commit.covers'>;

/** What of an application its commits depend on. */
type Loop = Pick<ApplicationConfig, 'shape' | 'commit' | 'processing' | 'workers'>;

/** How much is processed between two commits, and what a commit names. */
export function resolveCommits(given: Given, release: Release, loop: Loop, transactional: boolean): Commits {
  const every = valueOf(given, 'application', 'commit.every', release);
  const covers = valueOf(given, 'application', 'commit.covers', release);
  if (every !== 'batch') checkEvery(given, every, loop, transactional);
  if (covers === 'highest' && (loop.workers === 1 || loop.commit !== 'after-processing')) {
    given.note(
      `application.commit.covers: highest has no effect ${loop.workers === 1 ? 'with one worker, which takes one record after the other' : `where commit is ${loop.commit}`}`,
    );
  }
  return { 'commit.every': every, 'commit.covers': covers };
}

function checkEvery(
  given: Given,
  every: ApplicationConfig['commit.every'],
  { shape, commit, processing }: Loop,
  transactional: boolean,
): void {
  const key = 'commit.every';
  const place = given.place('application', key);
  if (commit === 'auto' || commit === 'transaction') {
    given.note(`application.${key}: ${every} has no effect: commit is ${commit}, which goes by polls`);
  } else if (shape === 'transform' && transactional) {
    given.refuse(
      ['application', 'producer'],
      place,
      `application.${key} is ${every}, but the loop ends a transaction for each batch before it commits its offsets`,
      `leave ${key} out, or set commit to transaction`,
    );
  } else if (commit === 'before-processing' && (every !== 'record' || processing === 'async')) {
    given.refuse(
      ['application'],
      place,
      `application.${key} is ${every}, but commit is before-processing${processing === 'async' ? ' and workers take a whole batch' : ': what is not processed yet cannot be counted'}`,
      `leave ${key} out${processing === 'async' ? '' : ', or set it to record'}`,
    );
  }
}

/** A count that a scope does not reach: nothing is wrong with it, and nothing is committed. */
export function noteUnreachedCount(given: Given, { application, scope }: Pick<Setup, 'application' | 'scope'>): void {
  const every = application['commit.every'];
  const records = scope.records * (application.shape === 'transform' ? 1 : scope.producers);
  if (typeof every !== 'number' || every <= records || application.commit !== 'after-processing') return;
  given.note(
    `application.commit.every is ${every}, and this scope has ${records} ${records === 1 ? 'record' : 'records'}: a loop that commits by that count commits nothing here`,
  );
}
