import { existsSync, readdirSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { CampaignPlan } from '../../campaign/plan/campaign-plan.ts';
import { PlanError } from '../../campaign/plan/file-reader.ts';
import { fitting, isPattern } from '../../campaign/plan/glob.ts';
import { makePlan } from '../../campaign/plan/make-plan.ts';
import { readPlanFile } from '../../campaign/plan/plan-file.ts';
import type { Placed } from '../../campaign/plan/plan-request.ts';
import { isMendable } from '../../setups/mendable-error.ts';
import type { Problem } from '../../setups/place.ts';
import type { Resolution } from '../../setups/resolve/resolve.ts';
import type { Context } from '../context.ts';
import { readCorpus } from '../corpus.ts';
import { readText } from '../files.ts';
import { VERSION } from '../version.ts';

/** Thousands of lines fit; what is larger is no campaign. */
const BYTES_MAX = 2 ** 20;

/**
 * The plan that a campaign's file means.
 *
 * @throws {PlanError} with everything that is wrong with the file or with the setups that it names.
 */
export function planOf(file: string, { io, load }: Pick<Context, 'io' | 'load'>): CampaignPlan {
  const request = readPlanFile({ file, text: readText(file, io, BYTES_MAX) });
  const folder = dirname(file);
  const problems: Problem[] = [];
  const files: { file: string; resolution: Resolution }[] = [];
  for (const name of namesOf(request.setups, resolve(io.cwd, folder), problems)) {
    try {
      files.push({ file: name, resolution: load({ files: [beside(folder, name)] }) });
    } catch (error) {
      if (!isMendable(error)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new PlanError(problems);
  const corpus = request.corpus === undefined ? undefined : readCorpus(beside(folder, request.corpus), io);
  return makePlan(request, files, VERSION, corpus);
}

/** Where a path of the file leads: from its folder on, unless it begins at the root. */
const beside = (folder: string, path: string): string => (isAbsolute(path) ? path : join(folder, path));

/** The files that are named, and those that fit the patterns, each once. */
function namesOf(setups: readonly Placed<string>[], folder: string, problems: Problem[]): readonly string[] {
  const names = setups.flatMap(({ value, place }) => {
    if (!isPattern(value)) return [value];
    // The folders before the first sign, which may lead upwards, are no part of the pattern.
    const [base] = /^(?:[^*?]*\/)?/.exec(value) ?? [''];
    const found = fitting(value.slice(base.length), pathsIn(beside(folder, base)));
    if (found.length > 0) return found.map((path) => `${base}${path}`);
    problems.push({ place, reason: `no file fits ${value}`, wayOut: `it is looked for from ${folder} on` });
    return [];
  });
  return [...new Set(names)];
}

const pathsIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'))
    : [];
