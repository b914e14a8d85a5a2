import type { AloConstants } from '../model/published/pipeline/alo.ts';
import type { ReplicationOptions, ReplicationVariant } from '../model/published/replication/machine.ts';
import type { TrialSpecification } from '../explorers/trial-specification.ts';
import type { ExploreOptions, Resolution, SystemSubject } from '../cli/engine.ts';
import { InputError } from '../setups/input-error.ts';

/** What a subject puts on trial: a setup, or a system of its own with its constants. */
export function specificationOf(subject: Resolution | SystemSubject, options: ExploreOptions): TrialSpecification {
  if ('setup' in subject) {
    return { system: 'cluster', setup: subject.setup, reductions: options.limits.reductions };
  }
  return subject.system === 'alo'
    ? { system: 'alo', constants: aloConstants(subject.constants) }
    : { system: 'replication', options: replicationOptions(subject, options) };
}

/** Makes what a specification describes, and says it in the words of an input error when its constants are out of range. */
export function withinRange<Result>(subject: Resolution | SystemSubject, make: () => Result): Result {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof RangeError) || 'setup' in subject) throw error;
    throw new InputError(`explore ${subject.system}`, error.message, 'choose smaller constants');
  }
}

const aloConstants = (constants: SystemSubject['constants']): AloConstants => ({
  records: constants.records,
  crashes: constants.crashes,
  kicks: constants.kicks,
});

const replicationOptions = (
  { constants, variant }: SystemSubject,
  { symmetry }: ExploreOptions,
): ReplicationOptions => ({
  variant: variant as ReplicationVariant,
  symmetry,
  replicas: constants.replicas,
  logSize: constants['log-size'],
  maxRecords: constants['max-records'],
  maxLeaderEpoch: constants['max-leader-epoch'],
});
