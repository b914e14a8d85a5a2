import type { Setup } from '../../model/setup.ts';
import type { Resolution } from '../../setups/resolve/resolve.ts';
import { digestOf } from '../canonical.ts';
import type { Job } from '../jobs/job.ts';

export const PLAN_FORMAT = 'kafka-trial/campaign-plan';

/** A campaign: what is on trial, and the jobs that try it. Plain data, which travels with the results. */
export interface CampaignPlan {
  readonly format: typeof PLAN_FORMAT;
  readonly version: 1;
  /** The version of this program; results of another one are never mixed in. */
  readonly tool: string;
  readonly subjects: readonly Subject[];
  /** What was asked for and cannot be, because Kafka would not start with it. */
  readonly refused: readonly RefusedSubject[];
  readonly jobs: readonly Job[];
}

/** One setup on trial. */
export interface Subject extends Pick<Resolution, 'ignored' | 'notes' | 'lacks'> {
  /** The file, and what the campaign has otherwise in it. */
  readonly name: string;
  readonly file: string;
  readonly setup: Setup;
  /** SHA-256 of the setup, by which results name it. */
  readonly digest: string;
  /** The values that it has of the keys that the campaign sweeps, as they were written. */
  readonly swept: Readonly<Record<string, string>>;
}

export interface RefusedSubject extends Pick<Subject, 'name' | 'file' | 'swept'> {
  /** Why, in the words of the setup's error. */
  readonly why: string;
}

/** The name under which a plan lies beside its results. */
export const planName = (plan: CampaignPlan): string => `plan-${digestOf(plan).slice(0, 16)}.json`;

/** The bytes of its file. The keys of a setup stay in their order, in which a verdict shows them. */
export const planText = (plan: CampaignPlan): string => `${JSON.stringify(plan)}\n`;
