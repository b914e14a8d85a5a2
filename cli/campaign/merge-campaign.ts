import { planName, planText } from '../../campaign/plan/campaign-plan.ts';
import type { MergeState } from '../../campaign/results/merge-state.ts';
import { documentOfCampaign } from '../../campaign/results/merged-document.ts';
import { PACK, packOf } from '../../campaign/results/result-folder.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import type { CampaignDocument } from '../../reports/documents/campaign.ts';
import { campaignText } from '../../reports/terminal/campaign-text.ts';
import { withReplay } from '../../reports/words/findings.ts';
import { stringify } from '../../reports/documents/json.ts';
import type { Requirement } from '../../properties/requirement.ts';
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
import { jsonFilesOf, reportsOf, write } from '../output.ts';
import { fileReplayLine } from '../replay-line.ts';
import { outcomeOf, tell } from '../requirement.ts';
import { VERSION } from '../version.ts';

/** What `campaign merge` is asked for. */
export interface MergeFlags {
  readonly corpus?: string;
  readonly queue?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly require?: Requirement;
}

/** Folds the results of a campaign into one document, tells it and keeps it where it is asked to. Returns the exit code. */
export async function mergeCampaign(folders: readonly string[], flags: MergeFlags, context: Context): Promise<number> {
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
