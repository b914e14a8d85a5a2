import { type CodeTrial, type CommandTrial, type Input, isCommand } from '../trial.ts';
import { prepareCluster, recordsOf } from '../world/cluster-world.ts';
import { markerOf } from './markers.ts';

/** What of a trial can leave its thread: its functions cannot. */
export interface TrialFacts extends Pick<CodeTrial, 'effects' | 'faults' | 'require'> {
  readonly processes: number;
  readonly records: number;
  /** The topic of its input. */
  readonly topic?: string;
  readonly brokers: number;
  /** The brokers' release: `4.1`. */
  readonly kafka: string;
  /** Where the program is a command: all of its trial. */
  readonly command?: CommandFacts;
}

/** A trial of a command as plain data: what its functions say of records has been asked of them. */
export interface CommandFacts extends Omit<CommandTrial, 'input'> {
  readonly input?: Omit<Input, 'key' | 'value' | 'expects'> & { readonly texts: Readonly<Record<string, RecordText>> };
}

interface RecordText {
  readonly key: string | null;
  readonly value: string;
  readonly expects?: readonly string[];
}

/** @throws {InputError} on what is wrong with a trial, before anything runs. */
export function factsOf(trial: CodeTrial | CommandTrial): TrialFacts {
  const { kafka } = prepareCluster(trial).cluster.world.setup;
  const { faults, require, processes = 1, cluster, input } = trial;
  const brokers = cluster?.brokers ?? 1;
  const facts = { faults, require, processes, records: recordsOf(trial), topic: input?.topic, brokers, kafka };
  const more = isCommand(trial) ? { command: commandFacts(trial) } : { effects: withoutFunctions(trial.effects) };
  return structuredClone({ ...facts, ...more });
}

const withoutFunctions = (effects: CodeTrial['effects']): CodeTrial['effects'] =>
  effects &&
  Object.fromEntries(
    Object.entries(effects).map(([path, names]) => [path, Array.isArray(names) ? names : Object.keys(names)]),
  );

function commandFacts({ command, restMs, cluster, topics, processes, env, input }: CommandTrial): CommandFacts {
  return { command, restMs, cluster, topics, processes, env, ...(input ? { input: withTexts(input) } : {}) };
}

function withTexts(input: Input) {
  const { topic, headers, key = (id) => id, value = (id) => id, expects } = input;
  const ids = Array.from({ length: recordsOf({ input }) }, (_, index) => markerOf(index));
  return {
    topic,
    records: ids.length,
    headers,
    texts: Object.fromEntries(ids.map((id) => [id, { key: key(id), value: value(id), expects: expects?.(id) }])),
  };
}
