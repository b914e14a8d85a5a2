import type { Command } from 'commander';
import { ScheduleError } from '../../explorers/replay.ts';
import { readRequirement } from '../../properties/requirement.ts';
import { InputError } from '../../setups/input-error.ts';
import type { Context } from '../context.ts';
import { filled, option } from '../options.ts';
import type { MergeFlags } from './merge-campaign.ts';

/** `campaign merge DIR…`: one document of what many machines have found. */
export function addCampaignMerge(command: Command, context: Context, exit: (code: number) => void): void {
  command
    .command('merge')
    .description(
      'fold the results of a campaign into one document: 0 all there and as required, 1 not so, 70 results differ',
    )
    .argument('<dir...>', 'folders that `campaign work` or `campaign merge` wrote; with --queue, campaigns (YAML)')
    .addOption(option('--queue <url>', 'read the results out of a queue: redis://… or postgres://…', filled))
    .addOption(
      option('--require <semantics[,ordered][,proved]>', 'exit with 1 unless every setup gives it', readRequirement),
    )
    .addOption(
      option('--out <dir>', 'write the document, the reports, and what was merged, to be merged further', filled),
    )
    .addOption(
      option('--corpus <dir>', 'keep each counterexample there, once; say which no longer fail or fit', filled),
    )
    .option('--json', 'print the document and nothing else')
    .option('--quiet', 'print a line for each setup, and what is missing')
    .action(async (folders: string[], flags: MergeFlags) => {
      // It judges and draws: half of what all of `campaign` takes to load.
      const { mergeCampaign } = await import('./merge-campaign.ts');
      exit(
        await mergeCampaign(folders, flags, context).catch((error: unknown) => {
          // The digest of a result is right and its story is not: another program has written it.
          if (!(error instanceof ScheduleError)) throw error;
          throw new InputError(
            folders.join(', '),
            `a result tells a story whose step ${error.step} cannot happen in its setup`,
            'merge what `campaign work` of this version wrote, as it wrote it',
          );
        }),
      );
    });
}
