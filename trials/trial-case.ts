import type { Action } from '../model/action.ts';
import type { Setup } from '../model/setup.ts';

/** What is tried together: schedules of one kind, or a client's own run against both kinds of brokers. */
export type Group =
  | 'setup'
  | 'hazard'
  | 'control'
  | 'claim'
  | 'walk'
  | 'sabotage'
  | 'kafkajs'
  | 'recorded'
  | 'code'
  | 'java-client';

/** A schedule that is to be played on real Kafka. */
export interface TrialCase {
  /** Such as `acks-1 no-loss`, `A01`, `A01 control 2`. */
  readonly name: string;
  readonly group: Group;
  /** Of the brokers' jars, such as `4.1.2`. */
  readonly version: string;
  readonly setup: Setup;
  readonly schedule: readonly Action[];
  /** What has to come of it: of a machine that was broken on purpose, that it diverges. */
  readonly expects: 'agrees' | 'diverges';
}

/** What is not played, and why. */
export interface LeftOut {
  readonly group: Group;
  readonly name: string;
  readonly because: string;
}

/** Cases, and what could have been one. */
export interface Cases {
  readonly cases: readonly TrialCase[];
  readonly leftOut: readonly LeftOut[];
}

/** Which cases are wanted; what is not is not searched for either. */
export interface Wish {
  readonly groups?: ReadonlySet<Group>;
  /** Asked of the name of a setup, a hazard or a claim. */
  readonly only?: RegExp;
  readonly version?: string;
}

/** Whether a setup, hazard or claim of this name is wanted. */
export const wants = ({ only }: Wish, name: string): boolean => only === undefined || only.test(name);

/** The cases of several sources, in their order. */
export const joined = (parts: readonly Cases[]): Cases => ({
  cases: parts.flatMap(({ cases }) => cases),
  leftOut: parts.flatMap(({ leftOut }) => leftOut),
});
