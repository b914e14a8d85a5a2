import type { Command } from 'commander';
import { planName, planText } from '../../campaign/campaign-plan.ts';
import type { MergeState } from '../../campaign/merge-state.ts';
import { documentOfCampaign } from '../../campaign/merged-document.ts';
import { ScheduleError } from '../../explorers/replay.ts';
import { PACK, packOf } from '../../campaign/result-folder.ts';
import { InputError } from '../../setups/input-error.ts';
import { setupOf } from '../../setups/resolve.ts';
import type { CampaignDocument } from '../../reports/campaign.ts';
import { campaignText } from '../../reports/campaign-text.ts';
import { withReplay } from '../../reports/findings.ts';
import { stringify } from '../../reports/json.ts';
import { readRequirement, type Requirement } from '../../properties/requirement.ts';
import { visible } from '../../setups/visible.ts';
import { readCampaigns } from './campaign-folders.ts';
import { readQueues } from './campaign-queue-merge.ts';
import { extendCorpus, readCorpus, tellCorpus } from '../corpus.ts';
import type { Context } from '../context.ts';
import { drawn } from '../drawn.ts';
import { EXIT } from '../exit.ts';
import { tryFolder } from '../files.ts';
import { inert } from '../inert.ts';
import { type Io, terminalOptions } from '../io.ts';
import { filled, option } from '../options.ts';
import { jsonFilesOf, reportsOf, write } from '../output.ts';
import { fileReplayLine } from '../replay-line.ts';
import { outcomeOf, tell } from '../requirement.ts';
import { VERSION } from '../version.ts';

interface MergeFlags {
  readonly corpus?: string;
  readonly queue?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly require?: Requirement;
}

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
      exit(
        await merge(folders, flags, context).catch((error: unknown) => {
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

async function merge(folders: readonly string[], flags: MergeFlags, context: Context): Promise<number> {
  const { io } = context;
  tryFolder(flags.out, ['campaign.json', PACK], io);
  const { queue } = flags;
  const state = queue === undefined ? readCampaigns(folders, io).state : await readQueues(folders, queue, context);
  const document = await documentOfCampaign(state, VERSION);
  const shown = inert(document);
  if (flags.json === true) io.out(stringify(document));
  else io.out(campaignText(flags.quiet === true ? { ...shown, sweep: [] } : shown, terminalOptions(io)));
  if (flags.out !== undefined) writeMerged(flags.out, document, state, flags, io);
  if (flags.corpus !== undefined) keepInCorpus(flags.corpus, document, io);
  const outcome = outcomeOf([document], flags.require);
  tell(outcome, flags, io);
  if (document.conflicts.length > 0) {
    io.err('a job came to two different results: that is a fault of kafka-trial, or of a machine; both are kept\n');
    return EXIT.internal;
  }
  return outcome.code;
}

/** What was known is tried in the setups as they are now; what is new is kept. */
function keepInCorpus(folder: string, { verdicts }: CampaignDocument, io: Io): void {
  const corpus = readCorpus(folder, io);
  for (const { name, setup } of verdicts) tellCorpus(corpus, name, setupOf(setup, name), io);
  const added = extendCorpus(folder, verdicts, io);
  io.err(`corpus: ${added} new in ${visible(folder)}\n`);
}

function writeMerged(folder: string, document: CampaignDocument, state: MergeState, flags: MergeFlags, io: Io): void {
  const plain = jsonFilesOf(document.verdicts);
  const shown = drawn(document);
  const verdicts = shown.verdicts.map((verdict, index) =>
    withReplay(verdict, (finding) => fileReplayLine(finding, `${folder}/${plain[index].name}`)),
  );
  const files = [
    { name: 'campaign.json', text: stringify(document) },
    { name: PACK, text: packOf(state) },
    ...[...state.plans.values()].map((plan) => ({ name: planName(plan), text: planText(plan) })),
    ...jsonFilesOf(verdicts),
    ...reportsOf([{ ...shown, verdicts }], flags.require),
  ];
  write(folder, files, io, flags);
}
