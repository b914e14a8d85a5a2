import type { Command } from 'commander';
import { SEED_DEFAULT } from '../judging/seed-default.ts';
import { campaignText } from '../reports/terminal/campaign-text.ts';
import {
  eachOf,
  isCampaign,
  isClaims,
  readReported,
  type ReportedDocument,
  stringify,
} from '../reports/documents/json.ts';
import { claimsLine, verdictLine } from '../reports/terminal/terminal.ts';
import type { ClaimsDocument } from '../reports/documents/verdict.ts';
import { consistent } from './consistent.ts';
import type { Context } from './context.ts';
import { drawn } from './drawn.ts';
import { readDocumentText } from './files.ts';
import { inert } from './inert.ts';
import { Interrupt, tellInterrupted } from './interrupt.ts';
import { type Io, terminalOptions } from './io.ts';
import { noteUnused } from './notes.ts';
import {
  addCommonOptions,
  addSetupOptions,
  CONFIG_FLAGS,
  type CommonOptions,
  OUT_DEFAULT,
  tailorHelp,
} from './options.ts';
import { jsonFilesOf, reportsOf, tryReports, write } from './output.ts';
import { outcomeOf, tell } from './requirement.ts';
import { judgeClaims } from './verify.ts';

/** `report [VERDICT.json…]`: writes the reports of verdict files; with none, tries the claims and reports on them. */
export function addReport(program: Command, context: Context, exit: (code: number) => void): void {
  const command = program
    .command('report')
    .description("write the reports of verdict files; with no file, try the guide's claims and report on them")
    .argument('[verdict...]', 'files that `verify` or `campaign merge` wrote, with `--json` or `--out`');
  tailorHelp(addCommonOptions(addSetupOptions(command)), {
    ...Object.fromEntries(CONFIG_FLAGS.map((flag) => [`--${flag}`, null])),
    '--scope': null,
    '--method': null,
    '--seed': `with no file: seed of the claims' random runs (default: ${SEED_DEFAULT})`,
    '--runs': "with no file: how many random runs the claims' trials get",
    '--out': `where the page report.html and the other reports are written (default: ${OUT_DEFAULT})`,
    '--quiet': 'print the lines of the verdicts alone, and no progress',
  }).action(async (files: string[], options: CommonOptions) => {
    exit(await report(files, options, context));
  });
}

async function report(files: readonly string[], options: CommonOptions, context: Context): Promise<number> {
  const { io } = context;
  const read = files.length > 0;
  noteUnused(options, CONFIG_FLAGS, 'a report is on verdicts', io);
  if (read) noteUnused(options, ['seed', 'runs', 'method', 'scope'], 'the verdicts are read from files', io);
  const interrupt = new Interrupt(io);
  const documents: ReportedDocument[] = read
    ? files.flatMap((file) => consistent(readReported(readDocumentText(file, io), file), file))
    : [await claimsFor(options, context, interrupt)];
  interrupt.ignore();
  if (options.json === true) io.out(stringify(documents.length === 1 ? documents[0] : documents));
  else for (const document of documents.map(inert)) io.out(lineOf(document, io));
  const shown = documents.map((document) => (isCampaign(document) ? drawn(document) : document));
  const artefacts = [...(read ? [] : jsonFilesOf(eachOf(documents))), ...reportsOf(shown, options.require)];
  write(options.out ?? OUT_DEFAULT, artefacts, io, options);
  const outcome = outcomeOf(documents, options.require);
  tell(outcome, options, io);
  return interrupt.aborted ? tellInterrupted(io) : outcome.code;
}

function lineOf(document: ReportedDocument, io: Io): string {
  if (isClaims(document)) return claimsLine(document);
  return isCampaign(document)
    ? campaignText(document, terminalOptions(io))
    : verdictLine(document, terminalOptions(io));
}

/** Tries the claims, once it is known that their report can be written. */
function claimsFor(options: CommonOptions, context: Context, interrupt: Interrupt): Promise<ClaimsDocument> {
  tryReports(options.out ?? OUT_DEFAULT, 'claims.json', context.io);
  return judgeClaims(options, context, interrupt);
}
