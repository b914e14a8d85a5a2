import type { Coverage } from '../explorers/coverage.ts';
import type { HazardVerdict } from '../reports/hazards.ts';
import type { Counterexample, Evidence } from '../reports/verdict.ts';
import { canonical, digestOf } from './canonical.ts';
import type { Work } from './job.ts';

export const RESULT_FORMAT = 'kafka-trial/campaign-result';

/** What one job came to. Nothing in it depends on the machine, the time, or what other jobs there are. */
export interface JobResult {
  readonly format: typeof RESULT_FORMAT;
  readonly version: 1;
  readonly tool: string;
  /** Of the brokers; it is part of the setup. */
  readonly kafka: string;
  readonly key: string;
  /** SHA-256 of the resolved setup. */
  readonly setup: string;
  readonly work: Work;
  readonly outcome: SearchOutcome | HazardOutcome;
}

export interface SearchOutcome {
  /** As of a guarantee that was never put to the test: how often each was is in `exercised`. */
  readonly evidence: Evidence;
  readonly complete: boolean;
  readonly reduced: boolean;
  readonly states: number;
  readonly stopped?: string;
  readonly coverage: Coverage;
  readonly exercised: Readonly<Record<string, number>>;
  readonly found: readonly ToldViolation[];
}

/** A violation of a property, told. */
export interface ToldViolation {
  readonly property: string;
  readonly counterexample: Counterexample;
}

export interface HazardOutcome {
  readonly hazard: HazardVerdict;
}

export const isHazard = (outcome: JobResult['outcome']): outcome is HazardOutcome => 'hazard' in outcome;

/** The bytes of a result's file: the result, and the digest by which a file that was cut or changed is known. */
export const resultText = (result: JobResult): string => `${canonical({ ...result, digest: digestOf(result) })}\n`;

/** A result and the digest of its content. */
export interface ReadResult {
  readonly result: JobResult;
  readonly digest: string;
}

/** Reads the text of a result's file; a text says what is wrong with it. */
export function readResult(text: string): ReadResult | string {
  const value = parsed(text);
  if (value === undefined) return 'it is no whole JSON document';
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== RESULT_FORMAT) {
    return 'it is no result of a campaign';
  }
  if (!('version' in value) || value.version !== 1) return 'it is of another version of the format';
  const { digest, ...result } = value as JobResult & { readonly format: string; readonly digest?: string };
  if (digest === undefined || digestOf(result) !== digest) return 'its content is not what was written';
  return { result, digest };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
