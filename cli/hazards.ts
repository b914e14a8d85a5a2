import type { Command } from 'commander';
import type { HazardsDocument } from '../reports/documents/hazards.ts';
import { hazardsHtml } from '../reports/html/hazards-html.ts';
import { hazardsMarkdown } from '../reports/markdown/hazards-markdown.ts';
import { hazardsLine, hazardsText, hazardText } from '../reports/terminal/hazards-text.ts';
import { stringify } from '../reports/documents/json.ts';
import { SEED_DEFAULT } from '../judging/seed-default.ts';
import type { Context } from './context.ts';
import { InputError } from '../setups/input-error.ts';
import { EXIT } from './exit.ts';
import { Interrupt, tellInterrupted } from './interrupt.ts';
import { terminalOptions } from './io.ts';
import { tryFolder } from './files.ts';
import { inert } from './inert.ts';
import { noteUnused } from './notes.ts';
import { addCommonOptions, type CommonOptions, option, tailorHelp } from './options.ts';
import { write } from './output.ts';
import { Progress } from './progress.ts';
import { quoted } from '../reports/words/quoted.ts';
import { workers } from './search-options.ts';

/** `hazards [ID…]`: the published failures and their controls; with ids, the story of each. */
export function addHazards(program: Command, context: Context, exit: (code: number) => void): void {
  const command = program
    .command('hazards')
    .description('published failures of Kafka, found again, each with a control that holds; with ids, their stories')
    .argument('[id...]', 'hazards such as A01')
    .addOption(option('--workers <n>', 'threads that try hazards (default: one a core, at most 8)', workers))
    .option('--markdown', 'print the page docs/hazards.md');
  tailorHelp(addCommonOptions(command), {
    '--method': null,
    '--require': null,
    '--out': 'write hazards.json, hazards.md and the page report.html there',
    '--quiet': 'print one line, and no progress',
  }).action(async (ids: string[], options: HazardsFlags) => {
    exit(await hazards(ids, options, context));
  });
}

interface HazardsFlags extends CommonOptions {
  readonly workers?: number;
  readonly markdown?: boolean;
}

async function hazards(ids: readonly string[], options: HazardsFlags, context: Context): Promise<number> {
  const { judging, io } = context;
  if (options.json === true && options.markdown === true) {
    throw new InputError('--markdown', 'it is given together with --json', 'choose one of the two');
  }
  noteUnused(options, ['method', 'require'], 'each hazard states what is searched and what must come out', io);
  tryFolder(options.out, ['hazards.json', 'hazards.md', 'report.html'], io);
  const progress = new Progress(io, options);
  const interrupt = new Interrupt(io);
  const document = await judging
    .hazards({
      seed: options.seed ?? SEED_DEFAULT,
      runs: options.runs,
      only: ids.length === 0 ? undefined : ids,
      workers: options.workers,
      told: ids.length > 0 || options.out !== undefined,
      signal: interrupt,
      onProgress: ({ hazard, done, total }) => progress.update(`hazard ${hazard}`, { phase: '', done, total }),
    })
    .finally(() => {
      progress.clear();
      interrupt.ignore();
    });
  const page = hazardsMarkdown(document, commandLine(ids, options));
  io.out(printed(document, page, ids, options, context));
  if (options.out !== undefined) {
    const files = [
      { name: 'hazards.json', text: stringify(document) },
      { name: 'hazards.md', text: page },
      { name: 'report.html', text: hazardsHtml(inert(document)) },
    ];
    write(options.out, files, io, options);
  }
  if (interrupt.aborted) return tellInterrupted(io);
  return document.hazards.every(({ asExpected }) => asExpected) ? EXIT.asClaimed : EXIT.notSo;
}

function printed(
  document: HazardsDocument,
  page: string,
  ids: readonly string[],
  options: HazardsFlags,
  { io }: Context,
): string {
  if (options.json === true) return stringify(document);
  if (options.markdown === true) return page;
  if (options.quiet === true) return hazardsLine(document);
  if (ids.length === 0) return hazardsText(document, terminalOptions(io));
  return document.hazards.map((hazard) => hazardText(hazard, terminalOptions(io))).join('\n');
}

/** The command line that prints the page again. */
function commandLine(ids: readonly string[], { seed, runs }: HazardsFlags): string {
  const words = ['npx kafka-trial hazards', ...ids, '--markdown'];
  if (seed !== undefined && seed !== SEED_DEFAULT) words.push('--seed', quoted(seed));
  if (runs !== undefined) words.push('--runs', String(runs));
  return words.join(' ');
}
