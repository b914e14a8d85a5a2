import type { AloConstants } from '../../model/published/pipeline/alo.ts';
import type { ReplicationOptions, ReplicationVariant } from '../../model/published/replication/machine.ts';
import type { TrialSpecification } from '../../explorers/trial-specification.ts';
import { NO_REDUCTIONS, type Reductions } from '../../reductions/reduced.ts';
import type { Resolution } from '../../setups/resolve/resolve.ts';
import { InputError } from '../../setups/input-error.ts';

/** A small system of its own, explored without a setup; its constants are listed in `systems.ts`. */
export interface SystemSubject {
  readonly system: string;
  readonly constants: Readonly<Record<string, number>>;
  /** Which protocol, for a system that knows several. */
  readonly variant?: string;
}

interface SpecificationOptions {
  /** Of a setup; none when left out. */
  readonly reductions?: Reductions;
  /** Of a system of its own. */
  readonly symmetry?: boolean;
}

/** What a subject puts on trial: a setup, or a system of its own with its constants. */
export function specificationOf(
  subject: Resolution | SystemSubject,
  options: SpecificationOptions,
): TrialSpecification {
  if ('setup' in subject) {
    return { system: 'cluster', setup: subject.setup, reductions: options.reductions ?? NO_REDUCTIONS };
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
  { symmetry }: SpecificationOptions,
): ReplicationOptions => ({
  variant: variant as ReplicationVariant,
  symmetry,
  replicas: constants.replicas,
  logSize: constants['log-size'],
  maxRecords: constants['max-records'],
  maxLeaderEpoch: constants['max-leader-epoch'],
});
