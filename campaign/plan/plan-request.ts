import type { ScopeName } from '../../setups/named-scopes.ts';
import type { Place } from '../../setups/place.ts';
import type { Work } from '../jobs/job.ts';

export type CampaignMethod = Work['method'];

/** What a campaign's file asks for, with every default filled in. */
export interface PlanRequest {
  /** Files or patterns, relative to the campaign's file. */
  readonly setups: readonly Placed<string>[];
  /** Versions of Kafka that every setup is tried with; the setup's own when empty. */
  readonly versions: readonly Placed<string>[];
  readonly sweep: readonly Sweep[];
  /** The setup's own when empty. */
  readonly scopes: readonly Placed<ScopeName>[];
  /** Faults instead of the setup's own; those when empty. */
  readonly budgets: readonly Placed<Readonly<Record<string, number>>>[];
  readonly methods: readonly Exclude<CampaignMethod, 'hazard' | 'corpus'>[];
  readonly seeds: readonly string[];
  /** Random runs of a seed, and how many of them make a job, by method. */
  readonly runs: Readonly<Record<'walk' | 'commands', { readonly all: number; readonly perJob: number }>>;
  /** Distinct states after which a complete search gives up. */
  readonly states: number;
  /** Whether complete searches are split by the faults that happen. */
  readonly split: boolean;
  readonly hazards: readonly string[];
  /** The folder of counterexamples that are tried before all else, relative to the campaign's file. */
  readonly corpus?: string;
}

/** A value of the file, and where it stands. */
export interface Placed<Value> {
  readonly value: Value;
  readonly place: Place;
}

/** A key and the values that a campaign tries of it. */
export interface Sweep {
  /** As the file has it: `acks`, `producer.acks`. */
  readonly name: string;
  readonly section: string;
  readonly key: string;
  readonly values: readonly Placed<unknown>[];
}
