import { type CodeTrial, type CommandTrial, effectsIn, type Input, inputsOf, isCommand } from '../trial.ts';
import { prepareCluster, recordsOf } from '../world/prepared-cluster.ts';
import { inTurn, type Made, madeOf } from '../world/input-batches.ts';

/** What of a trial can leave its thread: its functions cannot. */
export interface TrialFacts extends Pick<CodeTrial, 'effects' | 'env' | 'faults' | 'require'> {
  readonly processes: number;
  readonly records: number;
  /** Of its input, each once. */
  readonly topics: readonly string[];
  /** Groups that have read one of them before. */
  readonly readBy: readonly string[];
  readonly brokers: number;
  /** The brokers' release: `4.1`. */
  readonly kafka: string;
  /** Where the program is a command: all of its trial. */
  readonly command?: CommandFacts;
}

/** A trial of a command as plain data: what its functions say of records has been asked of them. */
export interface CommandFacts extends Omit<CommandTrial, 'input'> {
  readonly inputs: readonly InputFacts[];
}

interface InputFacts extends Pick<Input, 'topic' | 'records' | 'readBy' | 'afterStart'> {
  /** By the ids of its records. */
  readonly made: Readonly<Record<string, Made>>;
}

/** @throws {InputError} on what is wrong with a trial, before anything runs. */
export function factsOf(trial: CodeTrial | CommandTrial): TrialFacts {
  const { kafka } = prepareCluster(trial).cluster.world.setup;
  const { env, faults, require, processes = 1, cluster } = trial;
  const inputs = inputsOf(trial);
  const topics = [...new Set(inputs.map(({ topic }) => topic))];
  const readBy = [...new Set(inputs.flatMap((input) => input.readBy ?? []))];
  const brokers = cluster?.brokers ?? 1;
  const facts = { env, faults, require, processes, records: recordsOf(trial), topics, readBy, brokers, kafka };
  const more = isCommand(trial) ? { command: commandFacts(trial) } : { effects: withoutFunctions(trial.effects) };
  return structuredClone({ ...facts, ...more });
}

const withoutFunctions = (effects: CodeTrial['effects']): CodeTrial['effects'] =>
  effects &&
  Object.fromEntries(Object.entries(effects).map(([path, names]) => [path, effectsIn(names).map(([name]) => name)]));

function commandFacts({ command, restMs, cluster, topics, processes, env, ...trial }: CommandTrial): CommandFacts {
  const inputs = inputsOf(trial);
  const all = inTurn(inputs);
  return {
    command,
    restMs,
    cluster,
    topics,
    processes,
    env,
    inputs: inputs.map((input) => {
      const own = all.filter((one) => one.input === input);
      return {
        topic: input.topic,
        ...(input.readBy === undefined ? {} : { readBy: input.readBy }),
        ...(input.afterStart === undefined ? {} : { afterStart: input.afterStart }),
        records: own.length,
        made: Object.fromEntries(own.map(({ id, at }) => [id, madeOf(input, id, at)])),
      };
    }),
  };
}
