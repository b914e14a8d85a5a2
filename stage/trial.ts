import type { FaultKind } from './deviation.ts';

/** What is said of a program whatever it is written in. */
interface AnyTrial {
  readonly cluster?: ClusterOfTrial;
  /** The topics that are there when the program starts, by name. */
  readonly topics?: Readonly<Record<string, { readonly partitions?: number }>>;
  /** What lies in one topic, or in each of several. */
  readonly input?: Input | readonly Input[];
  /** How many instances of the program run, from the beginning (1 where left out). */
  readonly processes?: number;
  /** How many faults of each kind are tried together; where left out, every kind once, of a command all but an outage. */
  readonly faults?: Readonly<Partial<Record<FaultKind, number>>>;
  /** What is claimed: `at-least-once`, `exactly-once`, … */
  readonly require?: string;
}

/** A user's program in JavaScript or TypeScript on trial: what a trial file exports. */
export interface CodeTrial extends AnyTrial {
  /**
   * Starts the program, afresh in every life of every process. It may end at once; what it has set going goes on. What it
   * throws, or rejects with, ends the process, as an exception at the top of a module does.
   */
  readonly start: (env: Env) => unknown;
  /** Names of modules, as from the trial file, and the functions in them that reach outside: `{ './db.ts': ['insert'] }`. */
  readonly effects?: Readonly<Record<string, readonly string[] | Readonly<Record<string, EffectOptions | true>>>>;
  /** What `fetch()` is answered; where left out, 200 with an empty JSON object. */
  readonly fetch?: (request: { readonly method: string; readonly url: string; readonly body: unknown }) => FetchAnswer;
  /** The program's environment variables; it sees no others. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * A program in any language on trial: a command, run as a process of its own against brokers on ports of this computer. What it
 * writes outside of Kafka it asks of an HTTP service, which the trial is.
 */
export interface CommandTrial extends AnyTrial {
  /** The program and its words, `['python3', 'consumer.py']`, run in the folder of the trial file. */
  readonly command: readonly string[];
  /**
   * Environment variables, beside those of whoever tries it. Here and in the command `{bootstrap}` stands for the brokers'
   * addresses, `{outside}` for that of the world outside Kafka, `{process}` for the number of the process.
   */
  readonly env?: Readonly<Record<string, string>>;
  /** Nothing new for so many milliseconds of real time, and the program is at rest, whatever it still has to do (15,000 where left out). */
  readonly restMs?: number;
}

/** What lies in topics when the program starts, topic by topic. */
export const inputsOf = ({ input = [] }: Pick<AnyTrial, 'input'>): readonly Input[] =>
  isSeveral(input) ? input : [input];

const isSeveral = (input: Input | readonly Input[]): input is readonly Input[] => Array.isArray(input);

/** The effects of a module, with what is said of each. */
export const effectsIn = (
  names: NonNullable<CodeTrial['effects']>[string],
): readonly (readonly [name: string, options: EffectOptions])[] =>
  Array.isArray(names)
    ? names.map((name) => [name, {}] as const)
    : Object.entries(names).map(([name, options]) => [name, options === true ? {} : options] as const);

/** Whether the program is a command. */
export const isCommand = (trial: CodeTrial | CommandTrial): trial is CommandTrial =>
  'command' in trial && trial.command !== undefined;

export interface ClusterOfTrial {
  /** The brokers' version. */
  readonly kafka?: string;
  readonly brokers?: number;
  /** Kafka's own keys of topics and brokers, as in a setup. */
  readonly topic?: Readonly<Record<string, unknown>>;
  readonly broker?: Readonly<Record<string, unknown>>;
  /** Switches of the protocol, as in a setup: what brokers lack, or what is broken on purpose (`generationFencing: false`). */
  readonly protocol?: Readonly<Record<string, unknown>>;
  /** `host:port` of the program's own list of brokers; where left out, every host at a port that Kafka commonly has. */
  readonly bootstrap?: readonly string[];
}

/** What a record has in it: a text, or bytes. */
export type Content = string | Uint8Array;

/** The records that lie in a topic when the program starts. Each has a marker, by which it is known again. */
export interface Input {
  readonly topic: string;
  /** How many (2 where left out), dealt over the partitions in turn. */
  readonly records?: number;
  /** The value must have the id in it as it is; of null, a tombstone, the key. Where left out, both are the id itself. */
  readonly key?: (id: string) => Content | null;
  readonly value?: (id: string) => Content | null;
  readonly headers?: Readonly<Record<string, string>> | ((id: string) => Readonly<Record<string, string>>);
  /** Groups that have read the topic before these records came: also who begins at the end otherwise is sent them. */
  readonly readBy?: readonly string[];
  /** These records come after the program has started: who begins at the end is sent them too, until somebody has been sent any. */
  readonly afterStart?: boolean;
  /**
   * The outcomes that are expected of a record, by their names in the report: `(id) => ['./db.ts insert', 'topic invoices']`. Where left
   * out, those that it had in any run, if records have them when nothing goes wrong.
   */
  readonly expects?: (id: string) => readonly string[];
}

/** What a process is given. */
export interface Env {
  /** Which instance it is, from 0. */
  readonly slot: number;
  /** A function that reaches outside when it is called: what it is called with is what the outside world sees. */
  readonly effect: (name: string, options?: EffectOptions) => (...args: unknown[]) => Promise<never>;
}

export interface EffectOptions {
  /** Which argument names what is written: written again under the same key it has no effect. A list of rows names each of them. */
  readonly key?: number;
  /**
   * What is written under a key takes the place of what is there, as an upsert's does: of other records it is something new, and the last
   * stays. The name of another effect: of what is there by that one, as a removal's does of an upsert's.
   */
  readonly replaces?: boolean | string;
  /** It only looks: nothing is done by it, and nothing counts as an outcome. */
  readonly reads?: boolean;
  /**
   * Whether the function with which it is called last is a callback, as Node's are, `(error, value)`: then it answers by that, and with
   * no promise. False: nobody waits for that function. Where left out, a call with a function is refused.
   */
  readonly callback?: boolean;
  /** Whether it is done when it returns, as with better-sqlite3 or node:sqlite: it answers at once, and with no promise. */
  readonly sync?: boolean;
  /**
   * What the caller is answered; an exception is what it is told. It is asked as the effect takes place. `world` is
   * whatever the trial keeps of the outside: one for the whole run, which no crash loses.
   */
  // oxlint-disable-next-line typescript/no-explicit-any -- they are of the types that the function has which is replaced
  readonly returns?: (args: readonly any[], world: Map<any, any>) => unknown;
}

export interface FetchAnswer {
  /** 200 where left out. From 400 on the request has been refused, and has no effect. */
  readonly status?: number;
  /** Whether it has an effect, whatever the status says: a service may do what it is asked for, and fail after that. */
  readonly takesEffect?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}
