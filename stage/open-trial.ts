import { readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import { InputError } from '../setups/input-error.ts';
import { suggestion } from '../setups/suggestion.ts';
import { openCommand } from './command/open-command.ts';
import type { OpenedTrial, OpenTrial } from './opened-trial.ts';
import { isOwn, isScript, type Program, readProgram } from './process/bundle/program.ts';
import { RUN_LIMITS } from './thread/run-limits.ts';
import { StageThread } from './thread/thread.ts';
import { shownIn, sourcesIn } from './process/source/user-line.ts';
import { budgetsOf } from './search/budgets.ts';
import type { TrialFacts } from './thread/trial-facts.ts';
import { type CodeTrial, effectsIn } from './trial.ts';
import { type Described, loadedOtherwise } from './loaded-otherwise.ts';

/** Client libraries that are told by name, as their packages are called. */
const CLIENTS = ['kafkajs', '@platformatic/kafka'];

const DECLARE =
  'declare the functions that write or send under "effects", and let what they are called with have the record in it';

/** Reads a trial file and its program, and starts the threads in which it runs. */
export const openTrial: OpenTrial = async (name, { cwd, threads, openHost }): Promise<OpenedTrial> => {
  const file = await trialFile(name, cwd);
  let thread: StageThread | undefined;
  const loops = { isKnown: false };
  const newThread = (program: Program): StageThread => new StageThread(program, RUN_LIMITS, loops);
  function threadOf(program: Program): StageThread {
    if (thread === undefined) thread = newThread(program);
    else thread.takes(program);
    return thread;
  }
  try {
    const { program, trial } = await described(file, (one) => threadOf(one).trial());
    const facts = {
      name,
      processes: trial.processes,
      records: trial.records,
      topics: trial.topics,
      readBy: trial.readBy,
      brokers: trial.brokers,
      kafka: trial.kafka,
      budgets: budgetsOf(trial),
      ...(trial.require === undefined ? {} : { require: trial.require }),
    };
    if (trial.command !== undefined) {
      await thread?.close();
      return { ...facts, ...(await openCommand(trial, trial.command, { name, file, threads, openHost })) };
    }
    checkEffects(name, program, trial.effects);
    const stages = [threadOf(program), ...Array.from({ length: threads - 1 }, () => newThread(program))];
    return {
      ...facts,
      client: await clientOf(program),
      isExact: true,
      wayOut: wayOutOf(trial.effects),
      sources: await sourcesOf(program),
      program,
      runners: stages.map((stage) => (job) => stage.run(job)),
      abort: () => stages.forEach((stage) => stage.abort()),
      close: async () => {
        await Promise.all(stages.map((stage) => stage.close()));
      },
    };
  } catch (error) {
    await thread?.close();
    throw error;
  }
};

/** What would have something of a program that shows nothing seen. */
function wayOutOf(effects: CodeTrial['effects'] = {}): string {
  const declared = Object.values(effects).flatMap((names) => effectsIn(names).map(([name]) => name));
  return declared.length === 0 ? DECLARE : `let it call what is declared (${declared.join(', ')}), or ${DECLARE}`;
}

async function described(file: string, trialOf: (program: Program) => Promise<TrialFacts>): Promise<Described> {
  try {
    const first = await readProgram(file);
    const trial = await trialOf(first);
    const { effects, env } = trial;
    // Only the trial itself says which modules reach outside: they are replaced in a second reading.
    const isAll = effects === undefined && env === undefined;
    return { trial, program: isAll ? first : await readProgram(file, effects, { env }) };
  } catch (error) {
    const otherwise = error instanceof InputError ? await loadedOtherwise(file, trialOf) : undefined;
    if (otherwise === undefined) throw error;
    return otherwise;
  }
}

/**
 * Where a trial file really is: below a folder that is a link its modules would be found elsewhere than it says.
 *
 * @throws {InputError} on what is no file of a program.
 */
async function trialFile(name: string, cwd: string): Promise<string> {
  const wayOut = 'give the path of a trial file: a module whose default export is tryCode({ … })';
  const file = await realpath(resolve(cwd, name)).catch((error: NodeJS.ErrnoException) => {
    const isAbsent = error.code === 'ENOENT' || error.code === 'ENOTDIR';
    throw new InputError(name, isAbsent ? 'there is no such file' : error.message, wayOut);
  });
  const found = await stat(file);
  if (!found.isFile()) throw new InputError(name, found.isDirectory() ? 'it is a folder' : 'it is no file', wayOut);
  if (!isScript(file)) throw new InputError(name, 'it is no module of TypeScript or JavaScript', wayOut);
  return file;
}

/** @throws {InputError} where a trial names a module that is none of the program's: nobody would notice. */
function checkEffects(
  name: string,
  { file, folder, modules, named }: Program,
  effects: CodeTrial['effects'] = {},
): void {
  const unknown = Object.keys(effects).find((path) => !modules.includes(resolve(folder, path)));
  if (unknown === undefined) return;
  const asNamed = (path: string) => shownIn(folder, path).replace(/^(?!\.)/, './');
  const own = modules.filter((path) => isOwn(path) && path !== file).map(asNamed);
  const isPath = unknown.startsWith('.') || isAbsolute(unknown);
  const because = isPath
    ? 'the program imports no such module'
    : 'a module is named by its file, as from the trial file';
  const meant = named[unknown];
  const wayOut = meant === undefined ? suggestion(unknown, own) : `give its file: ${asNamed(meant)}`;
  throw new InputError(`${name}: effects: ${unknown}`, because, wayOut);
}

/** The first client library that the program uses, with its version. */
async function clientOf({ modules }: Program): Promise<string> {
  for (const client of CLIENTS) {
    const place = new RegExp(`^.*[\\\\/]node_modules[\\\\/]${client.replace('/', '[\\\\/]')}(?=[\\\\/])`);
    const folder = modules.map((path) => place.exec(path)?.[0]).find((found) => found !== undefined);
    if (folder === undefined) continue;
    const { version } = JSON.parse(await readFile(resolve(folder, 'package.json'), 'utf8')) as { version: string };
    return `${client} ${version}`;
  }
  return 'no client library of Kafka that is known';
}

async function sourcesOf(program: Program): Promise<ReadonlyMap<string, readonly string[]>> {
  const own = sourcesIn(program);
  // What a file was compiled from need not be there.
  const texts = await Promise.all(own.map((path) => readFile(path, 'utf8').catch(() => '')));
  return new Map(own.map((path, index) => [shownIn(program.folder, path), linesOf(texts[index])]));
}

/** A text's lines; what ends the last one begins no other. */
const linesOf = (text: string): readonly string[] => text.replace(/\r?\n$/, '').split(/\r?\n/);
