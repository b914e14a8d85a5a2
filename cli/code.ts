import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import type { CodeDocument } from '../reports/code/code-document.ts';
import { codeHtml } from '../reports/code/code-html.ts';
import { codeSarif } from '../reports/code/code-sarif.ts';
import { codeLine, codeText } from '../reports/code/code-text.ts';
import { stringify } from '../reports/json.ts';
import { openCommandHost } from '../conformance/lab/command-host.ts';
import { readRequirement, type Requirement } from '../properties/requirement.ts';
import { readRemembered, rememberedName, rememberedText } from '../stage/remembered.ts';
import type { RunJob } from '../stage/run-result.ts';
import { RunAborted } from '../stage/run-aborted.ts';
import { RUNS_DEFAULT, tryTrial } from '../stage/try-trial.ts';
import type { Context } from './context.ts';
import { EXIT } from './exit.ts';
import { type Artefact, readDocumentText, tryFolder } from './files.ts';
import { inert } from './inert.ts';
import { Interrupt, tellInterrupted } from './interrupt.ts';
import { type Io, terminalOptions } from './io.ts';
import { filled, natural, option } from './options.ts';
import { write } from './output.ts';
import { Progress } from './progress.ts';
import { duration, workers } from './search-options.ts';
import { WORKERS_DEFAULT_MAX, workersOf } from './workers.ts';

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

What else it may say, and how to read the map: docs/code.md. Exit code 3: a run did not repeat itself.`;

/** `code FILE.trial.ts`: the user's own program, with its real client library, under every fault. */
export function addCode(program: Command, context: Context, exit: (code: number) => void): void {
  program
    .command('code')
    .description("the crash map of a program of one's own: it runs unchanged, with its real client library")
    .argument('<file>', 'a trial file: a module whose default export is made by tryCode')
    .addHelpText('after', HELP)
    .addOption(option('--seed <seed>', `decides the order of events and all chance (default: ${SEED_DEFAULT})`, filled))
    .addOption(
      option('--runs <n>', `runs with two faults, after all with one (default: ${RUNS_DEFAULT}; 0: none)`, natural),
    )
    .addOption(option('--budget <time>', 'how long the search may take, such as 60s', duration))
    .addOption(option('--workers <n>', `threads (default: one a core, at most ${WORKERS_DEFAULT_MAX})`, workers))
    .addOption(
      option(
        '--require <semantics[,ordered][,proved]>',
        'exit with 1 unless the program gives it, whatever its trial requires; proved: every single fault was tried',
        readRequirement,
      ),
    )
    .addOption(option('--out <dir>', 'write the page, SARIF, the document, and the findings to be tried first', filled))
    .option('--json', 'print one JSON document and nothing else')
    .option('--quiet', 'print the verdict line alone, and no progress')
    .action(async (file: string, flags: CodeFlags) => exit(await runCode(file, flags, context)));
}

async function runCode(file: string, flags: CodeFlags, { io, openTrial }: Context): Promise<number> {
  const artefactNames = ['report.html', 'results.sarif', 'code.json', basename(rememberedName(file))];
  tryFolder(flags.out, artefactNames, io);
  const remembered = rememberedOf(file, io);
  const progress = new Progress(io, flags);
  const ends = io.now() + (flags.budget ?? Number.POSITIVE_INFINITY);
  const opened = await openTrial(file, { cwd: io.cwd, threads: workersOf(flags, io), openHost: openCommandHost });
  // Until here Ctrl-C ends the process: there is nothing yet to be told.
  const interrupt = new Interrupt(io);
  interrupt.onAbort = () => opened.abort();
  let document: CodeDocument | undefined;
  try {
    document = await tryTrial(opened, {
      seed: flags.seed ?? SEED_DEFAULT,
      runs: flags.runs,
      required: flags.require,
      remembered,
      stop: () => interrupt.aborted || io.now() > ends,
      onRun: (phase, done, total) => progress.update(opened.name, { phase, done, total }),
    });
  } catch (error) {
    if (!(error instanceof RunAborted)) throw error;
  } finally {
    progress.clear();
    await opened.close();
  }
  interrupt.ignore();
  if (document === undefined) return tellInterrupted(io);
  show(document, flags, io);
  if (flags.out !== undefined) write(flags.out, artefactsOf(document, artefactNames), io, flags);
  return interrupt.aborted ? tellInterrupted(io) : exitCode(document);
}

/** What was found before, from beside the trial file. */
function rememberedOf(file: string, io: Io): RunJob[] {
  const name = rememberedName(file);
  return existsSync(resolve(io.cwd, name)) ? readRemembered(readDocumentText(name, io), name) : [];
}

function show(document: CodeDocument, { json, quiet }: CodeFlags, io: Io): void {
  if (json === true) io.out(stringify(document));
  else io.out((quiet === true ? codeLine : codeText)(inert(document), terminalOptions(io)));
}

function artefactsOf(document: CodeDocument, [page, sarif, json, findings]: readonly string[]): Artefact[] {
  return [
    { name: page, text: codeHtml(inert(document)) },
    { name: sarif, text: codeSarif([inert(document)]) },
    { name: json, text: stringify(document) },
    { name: findings, text: rememberedText(document.findings.map(({ replay }) => replay as RunJob)) },
  ];
}

/** What was seen once alone speaks neither for a program nor against it. */
function exitCode({ difference, unrepeated = [], required }: CodeDocument): number {
  if (difference || (required?.met === true && unrepeated.length > 0)) return EXIT.undecided;
  return required === undefined || required.met ? EXIT.asClaimed : EXIT.notSo;
}
