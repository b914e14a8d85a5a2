import type { ApplicationConfig } from '../../model/setup.ts';
import type { Given } from '../given.ts';
import type { Release } from '../release.ts';
import { checkCheckpoints } from './resolve-checkpoints.ts';
import { valueOf } from './value-of.ts';

type Offsets = Pick<ApplicationConfig, 'offsets' | 'offsets.guard'>;

/** What of an application decides whether it can keep its offsets itself. */
type Loop = Pick<ApplicationConfig, 'shape' | 'workers' | 'effect' | 'on.revoke' | 'on.close' | 'transactional.ids'>;

/** Where offsets live, and who may write them. */
export function resolveOffsets(given: Given, release: Release, loop: Loop): Offsets {
  const offsets = valueOf(given, 'application', 'offsets', release);
  const guard = valueOf(given, 'application', 'offsets.guard', release);
  if (offsets === 'external') checkExternal(given, loop);
  else if (offsets === 'checkpoint') checkCheckpoints(given, loop);
  if (offsets !== 'external' && guard !== 'none') {
    given.note(`application.offsets.guard: ${guard} has no effect: there are no rows (offsets: ${offsets})`);
  }
  return { offsets, 'offsets.guard': guard };
}

function checkExternal(given: Given, { shape, workers, effect, ...loop }: Loop): void {
  const refuse = (why: string, instead: string): void =>
    given.refuse(
      ['application'],
      given.place('application', 'offsets'),
      `application.offsets is external, but ${why}`,
      instead,
    );
  if (shape === 'transform') {
    refuse(
      'the shape is transform: no database transaction has the records in it that are written to Kafka',
      'set shape to consume, or leave offsets out and set commit to transaction',
    );
  } else if (effect === 'kafka') {
    refuse(
      'effect is kafka: the row is written in one database transaction with an effect outside',
      'leave effect out, or offsets',
    );
  } else if (workers > 1) {
    refuse(
      `workers is ${workers}: one row for a partition has no room for what is done out of order`,
      'leave workers out',
    );
  }
  for (const key of ['on.revoke', 'on.close'] as const) {
    if (loop[key] === 'commit') {
      given.note(`application.${key}: commit has no effect: every effect has its row (offsets: external)`);
    }
  }
  for (const key of ['commit.every', 'commit.covers'] as const) {
    if (given.value('application', key) !== undefined) {
      given.note(`application.${key} has no effect: every effect has its row (offsets: external)`);
    }
  }
}

/** Whether the application keeps its offsets itself: then nothing that is committed to Kafka is ever asked for. */
export function keepsOffsets(given: Given): boolean {
  if (given.value('application', 'offsets') !== 'external') return false;
  const commit = given.value('application', 'commit') ?? 'after-processing';
  if (commit !== 'after-processing') {
    given.refuse(
      ['application'],
      given.place('application', 'commit'),
      `application.commit is ${commit}, but offsets is external: the row is written with the effect, neither before nor after it`,
      'leave commit out',
    );
  }
  if (given.value('consumer', 'enable.auto.commit') === true) {
    given.note(
      'enable.auto.commit has no effect: a new owner seeks to its row (offsets: external), whatever is committed to Kafka; taken as false',
    );
  }
  return true;
}
