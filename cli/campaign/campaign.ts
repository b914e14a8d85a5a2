import type { Command } from 'commander';
import { addCampaignMerge } from './campaign-merge.ts';
import { addCampaignPlan } from './campaign-plan.ts';
import { addCampaignStatus } from './campaign-status.ts';
import { addCampaignWork } from './campaign-work.ts';
import type { Context } from '../context.ts';

/** `campaign plan | work | merge | status`: many machines. */
export function addCampaign(program: Command, context: Context, exit: (code: number) => void): void {
  const command = program
    .command('campaign')
    .description('many setups, versions, sweeps and seeds on many machines: plan, work, merge, status');
  addCampaignPlan(command, context, exit);
  addCampaignWork(command, context, exit);
  addCampaignMerge(command, context, exit);
  addCampaignStatus(command, context, exit);
}
