import { exhaustive, type ExhaustiveResult } from '../../explorers/exhaustive.ts';
import type { ReplicationVariant } from '../../model/replication/machine.ts';
import { aloTrial } from '../../properties/pipeline.ts';
import type { Trial } from '../../properties/property.ts';
import { replicationTrial } from '../../properties/replication.ts';
import type { ExploreOptions, SystemSubject } from '../engine.ts';
import { InputError } from '../errors.ts';

/** Distinct states after which a search gives up: what fits into the memory of a small machine. */
const statesMax = 40_000_000;

/** Searches a system of its own to the end. */
export function exploreSystem(subject: SystemSubject, options: ExploreOptions): ExhaustiveResult<unknown> {
  try {
    return subject.system === 'alo'
      ? searchAll(aloTrial(aloConstants(subject.constants)), options)
      : searchAll(replicationTrial(replicationOptions(subject, options)), options);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InputError(`explore ${subject.system}`, error.message, 'choose smaller constants');
  }
}

function searchAll<State, Action extends { readonly type: string }>(
  trial: Trial<State, Action>,
  { onProgress, stopAtViolation }: ExploreOptions,
): ExhaustiveResult<Action> {
  return exhaustive(trial, {
    statesMax,
    stopAtViolation,
    onProgress: ({ distinct }) => onProgress?.({ phase: 'states', done: distinct }),
  });
}

const aloConstants = (constants: SystemSubject['constants']): Parameters<typeof aloTrial>[0] => ({
  records: constants.records,
  crashes: constants.crashes,
  kicks: constants.kicks,
});

const replicationOptions = (
  { constants, variant }: SystemSubject,
  { symmetry }: ExploreOptions,
): Parameters<typeof replicationTrial>[0] => ({
  variant: variant as ReplicationVariant,
  symmetry,
  replicas: constants.replicas,
  logSize: constants['log-size'],
  maxRecords: constants['max-records'],
  maxLeaderEpoch: constants['max-leader-epoch'],
});
