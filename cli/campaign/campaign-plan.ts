import type { Command } from 'commander';
import type { CampaignPlan } from '../../campaign/plan/campaign-plan.ts';
import { workWords } from '../../campaign/jobs/work-words.ts';
import { stringify } from '../../reports/documents/json.ts';
import { counted } from '../../reports/words/words.ts';
import { visible } from '../../setups/visible.ts';
import { planOf } from './campaign-file.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit.ts';

/** `campaign plan FILE`: the jobs that a campaign consists of. */
export function addCampaignPlan(command: Command, context: Context, exit: (code: number) => void): void {
  command
    .command('plan')
    .description('the jobs that a campaign consists of, each with the key that its result is named by')
    .argument('<file>', 'the campaign: setups, versions, sweeps, methods, scopes, seeds, budgets, hazards (YAML)')
    .option('--json', 'print the plan as one JSON document, with every setup resolved')
    .action((file: string, { json }: { readonly json?: boolean }) => {
      const plan = planOf(file, context);
      context.io.out(json === true ? stringify(plan) : planText(plan));
      exit(EXIT.asClaimed);
    });
}

/** One line a job: the beginning of its key, its setup, and what is done with it. */
function planText({ subjects, refused, jobs }: CampaignPlan): string {
  const lines = jobs.map(
    ({ key, subject, work }) => `${key.slice(0, 12)}  ${subjects[subject].name}: ${workWords(work)}`,
  );
  const left = refused.map(({ name, why }) => `refused: ${name}: ${why}`);
  const sum = `${counted(jobs.length, 'job')} on ${counted(subjects.length, 'setup')}`;
  return [...lines, ...left, sum].map((line) => `${visible(line)}\n`).join('');
}
