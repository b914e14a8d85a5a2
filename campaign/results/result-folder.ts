import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CampaignPlan, PLAN_FORMAT, planName, planText } from '../plan/campaign-plan.ts';
import { type JobResult, type ReadResult, readResult, resultText } from '../jobs/job-result.ts';
import type { MergeState } from './merge-state.ts';

/** The file of what a merge was made of, so that it can be merged further. */
export const PACK = 'results.ndjson';

/** A file that was left out of a merge. */
export interface LeftOut {
  readonly place: string;
  readonly why: string;
}

/** A folder of plans and results: one file a job, named by its key. Whoever reads finds whole files or none. */
export class ResultFolder {
  readonly path: string;

  /** Makes the folder where it is not there. */
  constructor(path: string) {
    this.path = path;
    mkdirSync(path, { recursive: true });
  }

  /** @throws what the file system throws, with nothing left behind. */
  writePlan(plan: CampaignPlan): void {
    const name = planName(plan);
    if (typeof readAs(join(this.path, name), (text) => readPlan(text, name)) === 'string') {
      this.#write(name, planText(plan));
    }
  }

  /** Whether the result of a job is there, whole. */
  has(key: string): boolean {
    return typeof this.#read(key) !== 'string';
  }

  /**
   * Keeps a result. One that is there already and differs stays as well, under a name of its own: a merge will say so.
   *
   * @throws what the file system throws, with nothing left behind.
   */
  write(result: JobResult): void {
    const text = resultText(result);
    const name = `${result.key}.json`;
    const known = this.#read(result.key);
    const written = readResult(text);
    if (typeof written === 'string') throw new Error(`a result cannot be read again: ${written}`);
    if (typeof known === 'string') this.#write(name, text);
    else if (known.digest !== written.digest) this.#write(`${result.key}.${written.digest.slice(0, 16)}.json`, text);
  }

  #read(key: string): ReadResult | string {
    return readAs(join(this.path, `${key}.json`), readResult);
  }

  #write(name: string, text: string): void {
    const temporary = join(this.path, `.${name}.${process.pid}.tmp`);
    try {
      writeFileSync(temporary, text);
      renameSync(temporary, join(this.path, name));
    } finally {
      rmSync(temporary, { force: true });
    }
  }
}

/** Reads a file; a text says why that cannot be done. */
function readAs<Read>(file: string, read: (text: string) => Read | string): Read | string {
  try {
    return read(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return `it cannot be read: ${error.message}`;
    throw error;
  }
}

/** Adds everything in a folder to a merge; names what had to be left out. */
export const readFolder = (path: string, state: MergeState): readonly LeftOut[] => [
  ...readPlans(path, state),
  ...readResults(path, state),
];

/** The plans alone: whoever wants to know how far a campaign is reads no more of its results than their names. */
export const readPlans = (path: string, state: MergeState): readonly LeftOut[] =>
  namesIn(path).flatMap((name) => {
    if (!PLAN.test(name)) return [];
    const place = join(path, name);
    const plan = readAs(place, (text) => readPlan(text, name));
    return leftOut(place, typeof plan === 'string' ? plan : state.addPlan(plan));
  });

function readResults(path: string, state: MergeState): readonly LeftOut[] {
  const add = (place: string, read: ReadResult | string): readonly LeftOut[] =>
    leftOut(place, typeof read === 'string' ? read : state.add(read));
  return namesIn(path).flatMap((name) => {
    const place = join(path, name);
    if (name === PACK) {
      const lines = readAs(place, (text) => text.split('\n'));
      if (typeof lines === 'string') return leftOut(place, lines);
      return lines.flatMap((line, index) => (line === '' ? [] : add(`${place}:${index + 1}`, readPacked(line))));
    }
    const isResult = name.endsWith('.json') && !PLAN.test(name) && !OF_MERGES.test(name);
    return isResult ? add(place, readAs(place, readResult)) : [];
  });
}

const namesIn = (path: string): readonly string[] =>
  readdirSync(path)
    .filter((name) => !name.startsWith('.'))
    .sort();

const leftOut = (place: string, why: string | undefined): readonly LeftOut[] =>
  why === undefined ? [] : [{ place, why }];

const PLAN = /^plan-.*\.json$/;

/** What a merge writes besides. */
const OF_MERGES = /^(?:campaign|(?:.*\.)?verdict)\.json$/;

function readPlan(text: string, name: string): CampaignPlan | string {
  try {
    const plan: unknown = JSON.parse(text);
    if (typeof plan !== 'object' || plan === null || !('format' in plan) || plan.format !== PLAN_FORMAT) {
      return 'it is no plan of a campaign';
    }
    // Its name is a digest of its content.
    return planName(plan as CampaignPlan) === name ? (plan as CampaignPlan) : 'its content is not what was written';
  } catch {
    return 'it is no whole JSON document';
  }
}

/** One line of a pack: a result of which nothing but the least counterexamples is left, and the digest of the whole one. */
const packed = ({ result, digest }: ReadResult): string => resultText({ ...result, of: digest });

function readPacked(line: string): ReadResult | string {
  const read = readResult(`${line}\n`);
  if (typeof read === 'string') return read;
  const { of: digest, ...result } = read.result as JobResult & { readonly of?: string };
  return digest === undefined ? 'it is no line of a merge' : { result, digest };
}

/** The text of a pack: a function of what was merged alone. */
export const packOf = (state: MergeState): string => [...state.all()].map(packed).join('');
