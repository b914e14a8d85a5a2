import type { Command } from 'commander';
import type { CodeDocument } from '../reports/code/code-document.ts';
import { codeLine, codeText } from '../reports/code/code-text.ts';
import { stringify } from '../reports/documents/json.ts';
import { openCommandHost } from '../conformance/lab/run/command-host.ts';
import { isMendable } from '../setups/mendable-error.ts';
import { readRequirement, type Requirement } from '../properties/requirement.ts';
import { foundBefore } from '../stage/remembered.ts';
import type { RunJob } from '../stage/run-result.ts';
import { RunAborted } from '../stage/run-aborted.ts';
import { RUNS_DEFAULT, tryTrial } from '../stage/try-trial.ts';
import { type ArtefactNames, artefactNames, artefactsOf, namesIn } from './code-artefacts.ts';
import type { Context } from './context.ts';
import { fail } from './errors.ts';
import { EXIT } from './exit.ts';
import { readDocumentText, tryFolder } from './files.ts';
import { inert } from './inert.ts';
import { Interrupt, tellInterrupted } from './interrupt.ts';
import { type Io, terminalOptions } from './io.ts';
import { filled, natural, option } from './options.ts';
import { write } from './output.ts';
import { Progress } from './progress.ts';
import { duration, workers } from './search-options.ts';
import { workersOf } from './workers.ts';
import { WORKERS_DEFAULT_MAX } from '../explorers/parallel/threads.ts';

interface CodeFlags {
  readonly seed?: string;
  readonly runs?: number;
  readonly budget?: number;
  readonly workers?: number;
  readonly require?: Requirement;
  readonly out?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const SEED_DEFAULT = '1';

/** As a value, since an import in a text would be taken for one of this file's. */
const IMPORT = 'import';
const HELP = `
A trial file, orders.trial.ts beside the program:
  import { tryCode } from 'kafka-trial/code';
  export default tryCode({
    start: () => ${IMPORT}('./consumer.ts'),
    topics: { orders: {} },
    input: { topic: 'orders' },
    effects: { './db.ts': ['insert'] },
    require: 'at-least-once',
  });

What else it may say: docs/trial-file.md; how to read the map: docs/code.md. Exit code 3: a run did not repeat itself.`;

/** `code FILE.trial.ts`: the user's own program, with its real client library, under every fault. */
export function addCode(program: Command, context: Context, exit: (code: number) => void): void {
  program
    .command('code')
    .description("the crash map of a program of one's own: it runs unchanged, with its real client library")
    .argument('<file...>', 'trial files: modules whose default export is made by tryCode, each a program of its own')
    .addHelpText('after', HELP)
    .addOption(option('--seed <seed>', `decides the order of events and all chance (default: ${SEED_DEFAULT})`, filled))
    .addOption(
      option('--runs <n>', `runs with two faults, after all with one (default: ${RUNS_DEFAULT}; 0: none)`, natural),
    )
    .addOption(option('--budget <time>', 'how long all of it may take, such as 60s', duration))
    .addOption(option('--workers <n>', `threads (default: one a core, at most ${WORKERS_DEFAULT_MAX})`, workers))
    .addOption(
      option(
        '--require <semantics[,ordered][,proved]>',
        'exit with 1 unless the program gives it, whatever its trial requires; proved: every single fault was tried',
        readRequirement,
      ),
    )
    .addOption(option('--out <dir>', 'write the page, SARIF, the document, and the findings to be tried first', filled))
    .option('--json', 'print one JSON document and nothing else; of several programs a list of theirs')
    .option('--quiet', 'print the verdict line alone, and no progress')
    .action(async (files: string[], flags: CodeFlags) => exit(await runCode(files, flags, context)));
}

/** Tries one program after the other; one that is refused keeps none of the others from its verdict. */
async function runCode(files: readonly string[], flags: CodeFlags, context: Context): Promise<number> {
  const { io } = context;
  const names = artefactNames(files);
  tryFolder(flags.out, namesIn(names), io);
  const remembered = files.map((file) => foundBefore(file, io.cwd, (name) => readDocumentText(name, io)));
  const done: { readonly document: CodeDocument; readonly names: ArtefactNames }[] = [];
  const began = io.now();
  let refused: number | undefined;
  let isInterrupted = false;
  for (const [index, file] of files.entries()) {
    // The budget is for all programs: what one leaves over, the others have.
    const budgetMs = flags.budget && Math.max(1, (flags.budget - io.now() + began) / (files.length - index));
    try {
      const tried = await tryOne(file, remembered[index], { ...flags, budget: budgetMs }, context);
      if (tried.document !== undefined) {
        show(tried.document, flags, io, done.length > 0);
        done.push({ document: tried.document, names: names[index] });
      }
      isInterrupted = tried.isInterrupted;
    } catch (error) {
      if (files.length === 1 || !isMendable(error)) throw error;
      refused = fail(error, io);
    }
    if (isInterrupted) break;
  }
  const documents = done.map(({ document }) => document);
  if (documents.length === 0) return refused ?? tellInterrupted(io);
  if (flags.json === true) io.out(stringify(files.length === 1 ? documents[0] : documents));
  if (flags.out !== undefined) write(flags.out, artefactsOf(done), io, flags);
  return isInterrupted ? tellInterrupted(io) : (refused ?? exitCode(documents));
}

/** How much of a budget searching may take; with what is left findings are made smaller. */
const SEARCH_SHARE = 0.8;

/** @returns no document where the program was interrupted before there was anything to tell. */
async function tryOne(
  file: string,
  remembered: readonly RunJob[],
  flags: CodeFlags,
  { io, openTrial }: Context,
): Promise<{ readonly document?: CodeDocument; readonly isInterrupted: boolean }> {
  const progress = new Progress(io, flags);
  const began = io.now();
  const isSpent = (share: number): boolean => io.now() - began > share * (flags.budget ?? Number.POSITIVE_INFINITY);
  const opened = await openTrial(file, { cwd: io.cwd, threads: workersOf(flags, io), openHost: openCommandHost });
  // Until here Ctrl-C ends the process: there is nothing yet to be told of this program. A job that takes too long is ended by SIGTERM.
  const interrupt = new Interrupt(io, { alsoTerminated: true });
  interrupt.onAbort = () => opened.abort();
  try {
    const document = await tryTrial(opened, {
      seed: flags.seed ?? SEED_DEFAULT,
      runs: flags.runs,
      required: flags.require,
      remembered,
      stop: () => interrupt.aborted || isSpent(SEARCH_SHARE),
      stopShrinking: () => interrupt.aborted || isSpent(1),
      onRun: (phase, done, total) => progress.update(opened.name, { phase, done, total }),
    });
    return { document, isInterrupted: interrupt.aborted };
  } catch (error) {
    if (!(error instanceof RunAborted)) throw error;
    return { isInterrupted: true };
  } finally {
    progress.clear();
    await opened.close();
    interrupt.ignore();
  }
}

/** Shows a verdict as soon as it is known; a JSON document is one and comes at the end. */
function show(document: CodeDocument, { json, quiet }: CodeFlags, io: Io, isNext: boolean): void {
  if (json === true) return;
  if (isNext && quiet !== true) io.out('\n');
  io.out((quiet === true ? codeLine : codeText)(inert(document), terminalOptions(io)));
}

/** Of several programs the one that does not give what is required counts first, then the one of which nobody knows. */
function exitCode(documents: readonly CodeDocument[]): number {
  const codes = new Set(documents.map(exitCodeOf));
  return [EXIT.notSo, EXIT.undecided].find((code) => codes.has(code)) ?? EXIT.asClaimed;
}

function exitCodeOf(document: CodeDocument): number {
  const { difference, required } = document;
  if (difference || required?.doubted) return EXIT.undecided;
  return required === undefined || required.met ? EXIT.asClaimed : EXIT.notSo;
}
