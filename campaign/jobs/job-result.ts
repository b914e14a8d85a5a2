import type { Coverage } from '../../explorers/coverage.ts';
import type { HazardVerdict } from '../../reports/documents/hazards.ts';
import type { TriedEntry } from '../../reports/documents/campaign.ts';
import type { Counterexample, Evidence } from '../../reports/documents/verdict.ts';
import { isObject } from '../../reports/documents/shape.ts';
import { canonical, sha256 } from '../canonical.ts';
import type { Work } from './job.ts';
import { resultShape } from './result-shape.ts';

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
  readonly outcome: SearchOutcome | HazardOutcome | CorpusTried;
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

/** What became of each entry of a corpus, in the order of the work. */
export interface CorpusTried {
  readonly corpus: readonly TriedEntry[];
}

export const isSearch = (outcome: JobResult['outcome']): outcome is SearchOutcome => 'found' in outcome;

export const isHazard = (outcome: JobResult['outcome']): outcome is HazardOutcome => 'hazard' in outcome;

/**
 * The bytes of a result's file: the digest of what follows, by which a file that was cut or changed is known without being
 * understood, and the result with its keys in order.
 */
export function resultText(result: object): string {
  const content = canonical(result);
  return `${HEAD}${sha256(content)}${MIDDLE}${content}${END}`;
}

const HEAD = '{"sha256":"';
const MIDDLE = '","result":';
const END = '}\n';
const DIGITS = 64;

/** A result and the digest of its content. */
export interface ReadResult {
  readonly result: JobResult;
  readonly digest: string;
}

/** Reads the text of a result's file; a text says what is wrong with it. */
export function readResult(text: string): ReadResult | string {
  const begin = HEAD.length + DIGITS + MIDDLE.length;
  if (!text.startsWith(HEAD) || text.slice(HEAD.length + DIGITS, begin) !== MIDDLE)
    return 'it is no result of a campaign';
  const content = text.slice(begin, text.lastIndexOf('}'));
  // Not a slice of the text, which would keep all of it in memory.
  const digest = sha256(content);
  if (digest !== text.slice(HEAD.length, HEAD.length + DIGITS)) return 'it was cut off or changed after it was written';
  const result: unknown = JSON.parse(content);
  if (!isObject(result) || result.format !== RESULT_FORMAT || result.version !== 1)
    return 'it is of another version of the format';
  const problem = resultShape(result, '');
  if (problem !== null) return `another program has written it: ${problem}`;
  return { result: result as unknown as JobResult, digest };
}
