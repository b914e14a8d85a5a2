import type { Command } from 'commander';
import { type Finding, withClaimsReplay, withReplay } from '../reports/words/findings.ts';
import { readReplayable, stringify } from '../reports/documents/json.ts';
import { replayHtml } from '../reports/html/replay-html.ts';
import { story } from '../reports/terminal/story.ts';
import { counted } from '../reports/words/words.ts';
import { SEED_DEFAULT } from '../judging/seed-default.ts';
import { consistent } from './consistent.ts';
import type { Context } from './context.ts';
import { InputError } from '../setups/input-error.ts';
import { visible } from '../setups/visible.ts';
import { EXIT } from './exit.ts';
import { readDocumentText, tryFolder } from './files.ts';
import { inert } from './inert.ts';
import { Interrupt, tellInterrupted } from './interrupt.ts';
import { terminalOptions } from './io.ts';
import { noteUnused } from './notes.ts';
import {
  addCommonOptions,
  addSetupOptions,
  CONFIG_FLAGS,
  type CommonOptions,
  filled,
  guarantee,
  option,
  positive,
  tailorHelp,
} from './options.ts';
import { write } from './output.ts';
import { Progress } from './progress.ts';
import { claimReplayLine, setupReplayLine } from './replay-line.ts';
import { type Choice, chosenFindings, nothingChosen } from './choice.ts';
import { addReductionOptions, costOf, type SearchFlags } from './search-options.ts';
import { targetsOf } from './targets.ts';

/** What `replay --json` prints, and `--out` writes. */
const REPLAY_FORMAT = 'kafka-trial/replay';

interface ReplayOptions extends CommonOptions, Choice, SearchFlags {}

/** `replay FILE | --seed S [SETUP] | --claim ID`: steps through a counterexample again. */
export function addReplay(program: Command, context: Context, exit: (code: number) => void): void {
  const command = program
    .command('replay')
    .description('step through a counterexample, from the file that holds it or from the seed that finds it')
    .argument('[file]', 'a verdict, claims or schedule file; with --seed, the setup file')
    .addOption(option('--guarantee <id>', 'only the counterexample of this guarantee', filled))
    .addOption(option('--claim <id>', 'only those of this claim; without a file, the claim is tried again', filled))
    .addOption(option('--trial <n>', "only those of the claim's nth trial", positive))
    .addOption(option('--cause <words>', 'the counterexample whose cause has these words, not the shortest', filled));
  const usual = addReductionOptions(addCommonOptions(addSetupOptions(command)));
  tailorHelp(usual, {
    '--method': null,
    '--require': null,
    '--seed': 'the seed that finds the counterexample in the setup, as the last line of its story has it, or bfs',
    '--runs': "with --claim and no file: how many random runs the claim's trials get",
    '--out': 'write replay.json and the page report.html there',
    '--quiet': 'print one line, and no progress',
  }).action(async (file: string | undefined, options: ReplayOptions) => {
    exit(await replay(file, options, context));
  });
}

async function replay(file: string | undefined, options: ReplayOptions, context: Context): Promise<number> {
  noteUnused(options, ['method', 'require'], 'a replay searches for nothing', context.io);
  tryFolder(options.out, ['replay.json', 'report.html'], context.io);
  if (file === undefined && options.claim !== undefined) return replayClaim(options, options.claim, context);
  if (options.seed !== undefined) return replaySeed(file, options, options.seed, context);
  if (file !== undefined) return replayFile(file, options, context);
  throw new InputError(
    'replay',
    'there is nothing to replay',
    'give the file of a verdict, or --seed with a setup, or paste the line that `kafka-trial verify` printed',
  );
}

async function replayFile(file: string, options: ReplayOptions, context: Context): Promise<number> {
  const { judging, io } = context;
  noteUnused(options, ['runs', 'scope', ...CONFIG_FLAGS], 'the file holds the setup and the schedule', io);
  if (/\.ya?ml$/i.test(file)) {
    throw new InputError(file, 'a setup alone tells no story', 'add the --seed that `kafka-trial verify` printed');
  }
  const documents = consistent(readReplayable(readDocumentText(file, io), file), file);
  const findings = documents.flatMap((document) => chosenFindings(document, options));
  if (findings.length === 0) throw nothingChosen(documents, options, file);
  let reproduced = true;
  const retold: Finding[] = [];
  for (const finding of findings) {
    const { claim, setup, given, guarantee, remedy, counterexample: told } = finding;
    const place = [file, ...(claim === undefined ? [] : [`claim ${claim}`]), guarantee].join(', ');
    const { schedule } = told;
    const { counterexample: again, scene } = await judging.retell({ setup, given, schedule, guarantee, remedy, place });
    if (told.cause !== '' && again.cause !== told.cause) {
      io.err(`${visible(place)}: the file says "${visible(told.cause)}", and the replay shows "${again.cause}"\n`);
      reproduced = false;
    }
    // How it was found, whether it is the shortest, and what it is known as, is known to the search alone.
    const { seed, shortest, known, replay, setup: world } = told;
    retold.push({ ...finding, counterexample: { ...again, known, seed, shortest, replay, setup: world }, scene });
  }
  show(retold, options, context);
  return reproduced ? EXIT.asClaimed : EXIT.notSo;
}

async function replaySeed(
  file: string | undefined,
  options: ReplayOptions,
  seed: string,
  context: Context,
): Promise<number> {
  noteUnused(options, ['runs'], 'the seed stands for one run', context.io);
  if (options.guarantee !== undefined) guarantee(options.guarantee, '--guarantee');
  const [target] = targetsOf(file === undefined ? [] : [file], options, context);
  if (target === undefined) {
    throw new InputError('--seed', 'a seed stands for a run of a setup, and no setup is given', 'name the setup file');
  }
  const interrupt = new Interrupt(context.io);
  const document = await context.judging
    .replaySeed(target.resolution, seed, { guarantee: options.guarantee, ...costOf(options, interrupt) })
    .finally(() => interrupt.ignore());
  const told = withReplay(document, (finding) => setupReplayLine(finding, target.file, options));
  const findings = chosenFindings(told, options);
  if (findings.length > 0) return show(findings, options, context);
  if (interrupt.aborted) return tellInterrupted(context.io);
  context.io.err(
    `${visible(`${target.name}: seed ${seed}`)} does not violate ${options.guarantee ?? 'any guarantee'}\n`,
  );
  return EXIT.notSo;
}

async function replayClaim(options: ReplayOptions, claim: string, context: Context): Promise<number> {
  const { judging, io } = context;
  noteUnused(options, ['scope', ...CONFIG_FLAGS], 'a claim states its own setups', io);
  const progress = new Progress(io, options);
  const interrupt = new Interrupt(io);
  const { seed = SEED_DEFAULT, runs } = options;
  try {
    const document = await judging.claims({
      seed,
      runs,
      only: [claim],
      signal: interrupt,
      onProgress: ({ claim, done, total }) => progress.update(`claim ${claim}`, { phase: '', done, total }),
    });
    progress.clear();
    if (interrupt.aborted) return tellInterrupted(io);
    const findings = chosenFindings(
      withClaimsReplay(document, (finding) => claimReplayLine(finding, options)),
      options,
    );
    if (findings.length > 0) return show(findings, options, context);
    io.err(`claim ${claim}: its trials violate ${options.guarantee ?? 'no guarantee that it turns on'}\n`);
    return EXIT.notSo;
  } finally {
    progress.clear();
    interrupt.ignore();
  }
}

/** Prints the stories as `verify` prints them, an empty line between two, and writes them and their page. */
function show(findings: readonly Finding[], options: ReplayOptions, { io }: Context): number {
  const replays = findings.map(({ claim, trial, guarantee, counterexample, scene }) => ({
    claim,
    trial,
    guarantee,
    counterexample,
    scene,
  }));
  const document = stringify({ format: REPLAY_FORMAT, version: 1, replays });
  if (options.json === true) {
    io.out(document);
  } else if (options.quiet === true) {
    for (const { guarantee, counterexample } of findings.map(inert)) {
      io.out(`${guarantee}: violated in ${counted(counterexample.steps, 'step')}: ${counterexample.cause}\n`);
    }
  } else {
    io.out(findings.map((finding) => story(inert(finding), terminalOptions(io))).join('\n'));
  }
  if (options.out !== undefined) {
    const files = [
      { name: 'replay.json', text: document },
      { name: 'report.html', text: replayHtml(findings.map(inert)) },
    ];
    write(options.out, files, io, options);
  }
  return EXIT.asClaimed;
}
