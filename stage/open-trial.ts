import { access, readFile } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { InputError } from '../setups/input-error.ts';
import { FAULT_KINDS, type FaultKind } from './deviation.ts';
import type { OpenedTrial, OpenTrial } from './opened-trial.ts';
import { isOwn, type Program, readProgram } from './process/program.ts';
import { StageThread } from './process/thread.ts';
import type { Budgets } from './search/budgets.ts';

/** Client libraries that are told by name, as their packages are called. */
const CLIENTS = ['kafkajs', '@platformatic/kafka'];

/** Reads a trial file and its program, and starts the threads in which it runs. */
export const openTrial: OpenTrial = async (name, { cwd, threads }): Promise<OpenedTrial> => {
  const file = resolve(cwd, name);
  await access(file).catch(() => {
    throw new InputError(
      name,
      'there is no such file',
      'give the path of a trial file: a module that exports tryCode({ … })',
    );
  });
  const described = await trialOf(await readProgram(file));
  const { trial } = described;
  // Only the trial itself says which modules reach outside: they are replaced in a second reading.
  const program = trial.effects === undefined ? described.program : await readProgram(file, trial.effects);
  const stages = Array.from({ length: threads }, () => new StageThread(program));
  return {
    name,
    client: await clientOf(program),
    processes: trial.processes,
    records: trial.records,
    brokers: trial.brokers,
    budgets: budgetsOf(name, trial.faults),
    ...(trial.require === undefined ? {} : { require: trial.require }),
    sources: await sourcesOf(program),
    runners: stages.map((stage) => (job) => stage.run(job)),
    close: async () => {
      await Promise.all(stages.map((stage) => stage.close()));
    },
  };
};

async function trialOf(program: Program) {
  const thread = new StageThread(program);
  try {
    return { program, trial: await thread.trial() };
  } finally {
    await thread.close();
  }
}

/** Every kind once, where the trial says nothing of faults. */
function budgetsOf(name: string, faults: Budgets | undefined): Budgets {
  const unknown = Object.keys(faults ?? {}).find((kind) => !FAULT_KINDS.some((known) => known === kind));
  if (unknown !== undefined)
    throw new InputError(`${name}: faults: ${unknown}`, 'there is no such fault', `one of ${FAULT_KINDS.join(', ')}`);
  return faults ?? Object.fromEntries(FAULT_KINDS.map((kind: FaultKind) => [kind, 1]));
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

async function sourcesOf({ modules, folder }: Program): Promise<ReadonlyMap<string, readonly string[]>> {
  const own = modules.filter(isOwn);
  const texts = await Promise.all(own.map((path) => readFile(path, 'utf8')));
  return new Map(own.map((path, index) => [relative(folder, path).replaceAll(sep, '/'), texts[index].split('\n')]));
}
