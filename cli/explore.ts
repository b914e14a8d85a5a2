import { type Command, Option } from 'commander';
import { stringify } from '../reports/documents/json.ts';
import { count, counted } from '../reports/words/words.ts';
import type { Context } from './context.ts';
import type { ExploreDocument } from '../judging/explore.ts';
import type { SystemSubject } from '../judging/searches/specification-of.ts';
import type { Resolution } from '../setups/resolve/resolve.ts';
import { InputError } from '../setups/input-error.ts';
import { visible } from '../setups/visible.ts';
import { EXIT } from './exit.ts';
import { tryFolder } from './files.ts';
import { Interrupt } from './interrupt.ts';
import { noteUnused } from './notes.ts';
import { addCommonOptions, addSetupOptions, type CommonOptions, natural, option, tailorHelp } from './options.ts';
import { write } from './output.ts';
import { Progress } from './progress.ts';
import { addSearchOptions, costOf, type SearchFlags } from './search-options.ts';
import { CONSTANTS, CONSTANTS_MEAN, refuseConstants, SYSTEMS, systemSubject, VARIANTS } from './systems.ts';
import { targetsOf } from './targets.ts';

/** `explore SETUP | SYSTEM`: the exhaustive search alone, with its figures. */
export function addExplore(program: Command, context: Context, exit: (code: number) => void): void {
  const systems = Object.entries(SYSTEMS).map(([name, { about }]) => `${name} (${about})`);
  const command = program
    .command('explore')
    .description('search a whole scope, and nothing else: how many states, how deep, what is violated first')
    .argument('[subject]', `a setup file, or ${systems.join(' or ')}`);
  for (const constant of CONSTANTS) {
    const whose = Object.entries(SYSTEMS).filter(([, { constants }]) => constant in constants);
    const usual = whose.map(([name, { constants }]) => `${name}: ${constants[constant]} unless given`);
    command.addOption(option(`--${constant} <n>`, `${CONSTANTS_MEAN[constant]} (${usual.join('; ')})`, natural));
  }
  command
    .addOption(
      new Option('--variant <protocol>', 'which protocol of replication (default: the last)').choices(VARIANTS),
    )
    .option('--stop-at-violation', 'stop once every invariant is violated, instead of searching on to the end')
    .option('--symmetry', 'count states that differ only in the names of replicas or members as one')
    .option('--commuting', 'try steps of a setup that do not affect each other in one order; paths get longer by it');
  const usual = addSearchOptions(addCommonOptions(addSetupOptions(command)));
  tailorHelp(usual, {
    '--seed': null,
    '--runs': null,
    '--method': null,
    '--require': null,
    '--out': 'write explore.json there',
    '--quiet': 'print one line, and no progress',
  }).action(async (subject: string | undefined, options: ExploreFlags) => {
    exit(await explore(subject, options, context));
  });
}

interface ExploreFlags extends CommonOptions, SearchFlags {
  readonly stopAtViolation?: boolean;
}

async function explore(name: string | undefined, options: ExploreFlags, context: Context): Promise<number> {
  const { judging, io } = context;
  if (options.method !== undefined && options.method !== 'auto' && options.method !== 'exhaustive') {
    throw new InputError(
      '--method',
      `explore does not search by ${options.method}`,
      'use `kafka-trial verify` for that',
    );
  }
  noteUnused(options, ['seed', 'runs', 'require'], 'explore searches every state, and requires nothing', io);
  const { title, subject } = subjectOf(name, options, context);
  tryFolder(options.out, ['explore.json'], io);
  const progress = new Progress(io, options);
  const interrupt = new Interrupt(io);
  const document = await judging
    .explore(subject, {
      stopAtViolation: options.stopAtViolation,
      symmetry: options.symmetry,
      ...costOf(options, interrupt),
      onProgress: (report) => progress.update(title, report),
    })
    .finally(() => {
      progress.clear();
      interrupt.ignore();
    });
  io.out(options.json === true ? stringify(document) : exploreText(visible(title), document, options.quiet));
  if (options.out !== undefined) {
    write(options.out, [{ name: 'explore.json', text: stringify(document) }], io, options);
  }
  return interrupt.aborted ? EXIT.notSo : EXIT.asClaimed;
}

interface Subject {
  readonly title: string;
  readonly subject: Resolution | SystemSubject;
}

function subjectOf(name: string | undefined, options: CommonOptions, context: Context): Subject {
  // Constants are options whose names the table of systems decides.
  const given: Readonly<Record<string, unknown>> = { ...options };
  const system = name === undefined ? null : systemSubject(name, given);
  if (system !== null) {
    const constants = Object.entries(system.constants).map(([constant, value]) => `${constant} ${count(value)}`);
    const named = system.variant === undefined ? constants : [system.variant, ...constants];
    return { title: `${system.system} (${named.join(', ')})`, subject: system };
  }
  const [target] = targetsOf(name === undefined ? [] : [name], options, context);
  if (target === undefined) {
    throw new InputError(
      'explore',
      'there is nothing to explore',
      `name a setup file, or one of: ${Object.keys(SYSTEMS).join(', ')}`,
    );
  }
  refuseConstants(target.name, given, []);
  return { title: target.name, subject: target.resolution };
}

/** The figures for people. Depth and lengths count states, and the text says so. */
function exploreText(title: string, document: ExploreDocument, quiet = false): string {
  const { distinct, generated, depth, complete, violations, seconds, workers, expectedCollisions } = document;
  const { stopped = 'scope not finished' } = document;
  const searched = complete ? 'the whole scope' : stopped;
  const broken = violations.map(({ invariant, states }) => `${invariant} violated after ${counted(states, 'state')}`);
  if (quiet) return `${title}: ${counted(distinct, 'state')}, ${searched}; ${broken.join(', ') || 'no violation'}\n`;
  const speed = seconds > 0 ? `, ${count(Math.round(distinct / seconds))} distinct states a second` : '';
  const rows = [
    ['searched', searched],
    ['distinct', counted(distinct, 'state')],
    ['generated', counted(generated, 'state')],
    ['depth', `${counted(depth, 'state')} on the longest shortest path`],
    ['missed', `${expectedCollisions.toPrecision(2)} states expected, taken for others by their fingerprints`],
    ['time', `${seconds.toFixed(1)} s with ${counted(workers, 'worker')}${speed}`],
    ...(broken.length === 0 ? ['no violation'] : broken).map((text, index) => [index === 0 ? 'found' : '', text]),
  ];
  return `${title}\n\n${rows.map(([head, text]) => `  ${head.padEnd(9)}  ${text}\n`).join('')}`;
}
