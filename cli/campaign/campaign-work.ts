import type { Command } from 'commander';
import { jobsOf, type Shard } from '../../campaign/work/shard.ts';
import { work, type WorkDone } from '../../campaign/work/work.ts';
import { workWords } from '../../campaign/jobs/work-words.ts';
import type { CampaignPlan } from '../../campaign/plan/campaign-plan.ts';
import { counted } from '../../reports/words/words.ts';
import { InputError } from '../../setups/input-error.ts';
import { visible } from '../../setups/visible.ts';
import { planOf } from './campaign-file.ts';
import { doing } from './campaign-doer.ts';
import type { WorkFlags } from './campaign-flags.ts';
import { workQueued } from './campaign-queue.ts';
import { resultFolderIn } from './campaign-results.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit.ts';
import { filled, option } from '../options.ts';
import { reasonOf } from '../reason-of.ts';
import { bytes, duration, workers } from '../search-options.ts';
import { WORKERS_DEFAULT_MAX } from '../../explorers/parallel/threads.ts';

/** Where results are kept when nobody says where. */
const RESULTS_DEFAULT = 'kafka-trial-campaign';

/** `campaign work FILE`: does the jobs of a campaign, or a share of them, and keeps a file for each. */
export function addCampaignWork(command: Command, context: Context, exit: (code: number) => void): void {
  command
    .command('work')
    .description('do the jobs of a campaign, or a share of them; what is in the folder already is not done again')
    .argument('<file>', 'the campaign (YAML)')
    .addOption(option('--shard <i/n>', 'the share of this machine, such as 3/8: every 8th job from the 3rd on', shard))
    .addOption(option('--out <dir>', `the folder of the results (default: ${RESULTS_DEFAULT})`, filled))
    .addOption(
      option('--workers <n>', `jobs at the same time (default: one a core, at most ${WORKERS_DEFAULT_MAX})`, workers),
    )
    .addOption(option('--memory <size>', 'memory that a search may take (default: 60 % of the machine’s)', bytes))
    .addOption(option('--queue <url>', 'take jobs from a queue: redis://… or postgres://…, by BullMQ', filled))
    .addOption(
      option('--lost-after <time>', 'when a silent worker has lost its jobs to others (default: 30s)', duration),
    )
    .option('--retry', 'put jobs that have failed for good back into the queue first')
    .option('--quiet', 'print nothing but what went wrong')
    .action(async (file: string, flags: WorkFlags) => {
      exit(flags.queue === undefined ? await workAlone(file, flags, context) : await workQueued(file, flags, context));
    });
}

async function workAlone(file: string, flags: WorkFlags, context: Context): Promise<number> {
  if (flags.lostAfter !== undefined || flags.retry === true) {
    const flag = flags.retry === true ? '--retry' : '--lost-after';
    throw new InputError(flag, 'it is about a queue', 'name one with --queue, or leave it out');
  }
  const { io } = context;
  const { shard: share = { index: 1, of: 1 }, out = RESULTS_DEFAULT, quiet } = flags;
  const plan = planOf(file, context);
  const folder = resultFolderIn(out, plan, io);
  const { done, interrupted } = await doing(flags, io, ({ progress, ...doer }) =>
    work({
      ...doer,
      plan,
      jobs: jobsOf(plan.jobs, share),
      folder,
      onProgress: (report) => {
        progress.update(plan.subjects[report.job.subject].name, {
          phase: 'jobs',
          done: report.done,
          total: report.total,
        });
      },
    }),
  );
  return tellWork(done, { plan, interrupted, out, quiet }, context);
}

function tellWork(
  { before, done, failed }: WorkDone,
  { plan, interrupted, out, quiet }: { plan: CampaignPlan; interrupted: boolean; out: string; quiet?: boolean },
  { io }: Context,
): number {
  const rest = before === 0 ? '' : `, ${before} were there before`;
  if (quiet !== true) io.out(`${counted(done, 'job')} done${rest}: ${visible(out)}\n`);
  for (const { job, error } of failed) {
    const what = `${plan.subjects[job.subject].name}: ${workWords(job.work)}`;
    io.err(`not done: ${visible(what)} (${job.key.slice(0, 12)}): ${visible(reasonOf(error))}\n`);
  }
  if (interrupted) io.err('interrupted: what was done is kept; the same command goes on from there\n');
  return interrupted || failed.length > 0 ? EXIT.notSo : EXIT.asClaimed;
}

/** `3/8`. */
function shard(text: string, flag: string): Shard {
  const [, index = '', of = ''] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  const share = { index: Number(index), of: Number(of) };
  if (share.index >= 1 && share.index <= share.of) return share;
  throw new InputError(flag, `"${text}" is no share`, 'write, for example, --shard 3/8, from 1/8 to 8/8');
}
