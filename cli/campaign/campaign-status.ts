import type { Command } from 'commander';
import { readPlans } from '../../campaign/results/result-folder.ts';
import { type CampaignStatus, statusOf } from '../../campaign/results/status.ts';
import { stringify } from '../../reports/documents/json.ts';
import { readCampaigns } from './campaign-folders.ts';
import { queueStatus } from './campaign-queue-merge.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit.ts';
import type { Io } from '../io.ts';
import { filled, option } from '../options.ts';

/** `campaign status DIR…`: how far a campaign is, how fast, and when it will be done. */
export function addCampaignStatus(command: Command, context: Context, exit: (code: number) => void): void {
  command
    .command('status')
    .description('how far a campaign is, how fast, and when it will be done; 0 all there, 1 not yet')
    .argument('<dir...>', 'folders that `campaign work` writes; with --queue, campaigns (YAML)')
    .addOption(option('--queue <url>', 'ask a queue: redis://… or postgres://…', filled))
    .option('--json', 'print one JSON document and nothing else')
    .action(async (folders: string[], { json, queue }: StatusFlags) => {
      const { io } = context;
      if (queue !== undefined) {
        exit(tellStatus(await queueStatus(folders, queue, context), json, io));
        return;
      }
      const { state, paths } = readCampaigns(folders, io, readPlans);
      exit(tellStatus(statusOf([...state.plans.values()], paths), json, io));
    });
}

interface StatusFlags {
  readonly json?: boolean;
  readonly queue?: string;
}

function tellStatus(status: CampaignStatus, json: boolean | undefined, io: Io): number {
  io.out(json === true ? stringify(status) : statusText(status));
  return status.done === status.planned ? EXIT.asClaimed : EXIT.notSo;
}

function statusText({ planned, done, perMinute, minutesLeft }: CampaignStatus): string {
  const pace = perMinute === null ? '' : `, ${perMinute.toFixed(1)} a minute`;
  const left =
    minutesLeft === null ? ', no pace yet' : minutesLeft === 0 ? ', all done' : `, ${inTime(minutesLeft)} left`;
  return `${done} of ${planned} jobs done${pace}${left}\n`;
}

function inTime(minutes: number): string {
  if (minutes < 1) return `${Math.ceil(minutes * 60)} s`;
  return minutes < 120 ? `${Math.ceil(minutes)} min` : `${(minutes / 60).toFixed(1)} h`;
}
