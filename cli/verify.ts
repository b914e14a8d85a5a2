import type { Command } from 'commander';
import { type Finding, withClaimsReplay, withReplay } from '../reports/words/findings.ts';
import { stringify } from '../reports/documents/json.ts';
import { claimsLine, claimsText, verdictLine, verdictText } from '../reports/terminal/terminal.ts';
import type { ClaimsDocument, VerdictDocument } from '../reports/documents/verdict.ts';
import { SEED_DEFAULT } from '../judging/seed-default.ts';
import type { Context } from './context.ts';
import { InputError } from '../setups/input-error.ts';
import { inert } from './inert.ts';
import { Interrupt, tellInterrupted } from './interrupt.ts';
import { terminalOptions } from './io.ts';
import { noteUnused } from './notes.ts';
import { readCorpus, tellCorpus } from './corpus.ts';
import { addCommonOptions, addSetupOptions, type CommonOptions, filled, option } from './options.ts';
import { jsonFilesOf, reportsOf, tryReports, write } from './output.ts';
import { Progress } from './progress.ts';
import { claimReplayLine, setupReplayLine } from './replay-line.ts';
import { outcomeOf, tell } from './requirement.ts';
import { addBudgetOption, addReductionOptions, addSearchOptions, costOf, type SearchFlags } from './search-options.ts';
import { type Target, targetsOf } from './targets.ts';

const EXAMPLES = `
Examples:
  kafka-trial verify orders.yaml --out reports
  kafka-trial verify --producer.config producer.properties --consumer.config consumer.properties --scope tiny
  kafka-trial verify orders.yaml --require at-least-once,ordered,proved

What a setup says: docs/scopes.md and docs/applications.md; what one key means: kafka-trial explain KEY.`;

/** `verify [SETUP…]`: the verdicts on setups; with none, on the guide's claims. */
export function addVerify(program: Command, context: Context, exit: (code: number) => void): void {
  const command = program
    .command('verify')
    .description("verdicts on a setup, for every guarantee; with no setup, on the guide's claims")
    .argument('[setup...]', 'setup files (YAML or JSON), each a setup of its own')
    .addHelpText('after', EXAMPLES);
  command.addOption(
    option(
      '--corpus <dir>',
      'try the counterexamples that are kept there first; say which no longer fail or fit',
      filled,
    ),
  );
  addBudgetOption(addReductionOptions(addSearchOptions(addCommonOptions(addSetupOptions(command))))).action(
    async (files: string[], options: VerifyFlags) => {
      const targets = targetsOf(files, options, context);
      tryReports(options.out, targets.length === 0 ? 'claims.json' : 'verdict.json', context.io);
      exit(targets.length === 0 ? await verifyClaims(options, context) : await verifySetups(targets, options, context));
    },
  );
}

interface VerifyFlags extends CommonOptions, SearchFlags {
  readonly corpus?: string;
}

async function verifySetups(targets: readonly Target[], options: VerifyFlags, context: Context): Promise<number> {
  const { io } = context;
  const { method = 'auto' } = options;
  if (method === 'walk' || method === 'commands') {
    noteUnused(options, ['workers', 'memory'], 'random runs need one thread and little memory', io);
  }
  const documents: VerdictDocument[] = [];
  const interrupt = new Interrupt(io);
  const corpus = options.corpus === undefined ? new Map() : readCorpus(options.corpus, io);
  for (const { name, resolution } of targets) tellCorpus(corpus, name, resolution.setup, io);
  const began = io.now();
  for (const [index, target] of targets.entries()) {
    if (interrupt.aborted) break;
    // The budget is for all setups: what one leaves over, the others have.
    const budgetMs =
      options.budget && Math.max(1, Math.round((options.budget - io.now() + began) / (targets.length - index)));
    const document = await verifyTarget(target, { ...options, budget: budgetMs }, context, interrupt);
    // Each verdict is shown as soon as it is known; a JSON document is one and comes at the end.
    if (options.json !== true) {
      const text = options.quiet === true ? verdictLine : verdictText;
      if (documents.length > 0 && options.quiet !== true) io.out('\n');
      io.out(text(inert(document), terminalOptions(io)));
    }
    documents.push(document);
  }
  interrupt.ignore();
  if (options.json === true) io.out(stringify(documents.length === 1 ? documents[0] : documents));
  return conclude(documents, options, context, interrupt);
}

async function verifyTarget(
  target: Target,
  options: VerifyFlags,
  { judging, io }: Context,
  interrupt: Interrupt,
): Promise<VerdictDocument> {
  const progress = new Progress(io, options);
  try {
    const document = await judging.verify(target.resolution, {
      name: target.name,
      seed: options.seed ?? SEED_DEFAULT,
      runs: options.runs,
      method: options.method ?? 'auto',
      ...costOf(options, interrupt),
      onProgress: (report) => progress.update(target.name, report),
    });
    const line = (finding: Finding): string => setupReplayLine(finding, target.file, options);
    return withReplay({ ...document, sources: target.sources }, line);
  } finally {
    progress.clear();
  }
}

async function verifyClaims(options: VerifyFlags, context: Context): Promise<number> {
  const { io } = context;
  noteUnused(options, ['memory', 'budget'], 'each claim is decided in a second or two', io);
  const interrupt = new Interrupt(io);
  const document = await judgeClaims(options, context, interrupt);
  interrupt.ignore();
  if (options.json === true) io.out(stringify(document));
  else if (options.quiet === true) io.out(claimsLine(document));
  else io.out(claimsText(document, terminalOptions(io)));
  return conclude([document], options, context, interrupt);
}

/** Tries the guide's claims; `report` does so, too. */
export async function judgeClaims(
  options: CommonOptions & Pick<SearchFlags, 'workers'>,
  { judging, io }: Context,
  interrupt?: Interrupt,
): Promise<ClaimsDocument> {
  if (options.require !== undefined) {
    throw new InputError('--require', "the guide's claims are no setup", 'name a setup file, or leave --require out');
  }
  noteUnused(options, ['scope', 'method'], 'each claim states its own', io);
  const progress = new Progress(io, options);
  try {
    const document = await judging.claims({
      seed: options.seed ?? SEED_DEFAULT,
      runs: options.runs,
      workers: options.workers,
      signal: interrupt,
      onProgress: ({ claim, done, total }) => progress.update(`claim ${claim}`, { phase: '', done, total }),
    });
    return withClaimsReplay(document, (finding) => claimReplayLine(finding, options));
  } finally {
    progress.clear();
  }
}

function conclude(
  documents: readonly (VerdictDocument | ClaimsDocument)[],
  options: CommonOptions,
  { io }: Context,
  interrupt: Interrupt,
): number {
  const outcome = outcomeOf(documents, options.require);
  if (options.out !== undefined) {
    write(options.out, [...jsonFilesOf(documents), ...reportsOf(documents, options.require)], io, options);
  }
  tell(outcome, options, io);
  return interrupt.aborted ? tellInterrupted(io) : outcome.code;
}
