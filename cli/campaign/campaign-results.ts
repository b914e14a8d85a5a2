import { resolve } from 'node:path';
import type { CampaignPlan } from '../../campaign/plan/campaign-plan.ts';
import { ResultFolder } from '../../campaign/results/result-folder.ts';
import { tryFolder, writing } from '../files.ts';
import type { Io } from '../io.ts';

/**
 * The folder that results are kept in, made where it is not there, with the plan in it.
 *
 * @throws {InputError} when nothing can be written there.
 */
export function resultFolderIn(out: string, plan: CampaignPlan, io: Io): ResultFolder {
  tryFolder(out, [], io);
  return writing(out, () => {
    const folder = new ResultFolder(resolve(io.cwd, out));
    folder.writePlan(plan);
    return folder;
  });
}
