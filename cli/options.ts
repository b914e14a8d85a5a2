import { type Command, Option } from 'commander';
import { GUARANTEES } from '../properties/guarantees.ts';
import { readRequirement, type Requirement, SEMANTICS } from '../properties/requirement.ts';
import { METHODS, type Method } from '../judging/method.ts';
import { SEED_DEFAULT } from '../judging/seed-default.ts';
import { InputError } from '../setups/input-error.ts';
import { suggestion } from '../setups/suggestion.ts';

/** Where `report` writes when nobody says where. */
export const OUT_DEFAULT = 'kafka-trial-out';

const RUNS_MAX = 1_000_000_000;

/** Kafka's own files, as options. The attribute names are those that commander makes of the flags. */
export interface ConfigOptions {
  readonly 'producer.config'?: string;
  readonly 'consumer.config'?: string;
  readonly 'topic.config'?: string;
  readonly 'broker.config'?: string;
  readonly scope?: string;
}

/** The flags of Kafka's own files, in the order in which they are repeated in a replay line. */
export const CONFIG_FLAGS = ['producer.config', 'consumer.config', 'topic.config', 'broker.config'] as const;

/** The options of DESIGN §7 that every command takes. */
export interface CommonOptions extends ConfigOptions {
  readonly seed?: string;
  readonly runs?: number;
  readonly method?: Method;
  readonly require?: Requirement;
  readonly json?: boolean;
  readonly out?: string;
  readonly quiet?: boolean;
}

/** Adds the options that say which setup is meant. */
export function addSetupOptions(command: Command): Command {
  for (const flag of CONFIG_FLAGS) {
    const whose = flag.slice(0, flag.indexOf('.'));
    command.addOption(option(`--${flag} <file>`, `Kafka's own .properties file of the ${whose}`, filled));
  }
  return command.addOption(option('--scope <name>', 'how large a world to search: tiny, small or medium', filled));
}

/** Adds the options that say how to search, what is required, and where the result goes. */
export function addCommonOptions(command: Command): Command {
  return command
    .addOption(option('--seed <seed>', `seed of the random runs (default: ${SEED_DEFAULT})`, filled))
    .addOption(option('--runs <n>', 'how many random runs', positive))
    .addOption(option('--method <method>', `how to search: ${METHODS.join(', ')} (default: auto)`, method))
    .addOption(
      option(
        '--require <semantics[,ordered][,proved]>',
        `exit with 1 unless the setup gives ${SEMANTICS.slice(1).join(', ')}; in order; proved`,
        readRequirement,
      ),
    )
    .addOption(
      option('--out <dir>', 'write the page report.html there, the document it is made of, and other reports', filled),
    )
    .option('--json', 'print one JSON document and nothing else')
    .option('--quiet', 'print the verdict line alone, and no progress');
}

/**
 * Says in a command's help what an option that all commands take means there; null: nothing, and the help leaves it out.
 *
 * @param words by the long flag, such as `--seed`.
 */
export function tailorHelp(command: Command, words: Readonly<Record<string, string | null>>): Command {
  for (const each of command.options) {
    const text = words[each.long ?? ''];
    if (text === null) each.hideHelp();
    else if (text !== undefined) each.description = text;
  }
  return command;
}

/** An option with a value that is read by `read`, and that nobody gives twice. */
export function option(flags: string, description: string, read: (text: string, flag: string) => unknown): Option {
  const flag = flags.slice(0, flags.indexOf(' '));
  return new Option(flags, description).argParser((text: string, previous: unknown) => {
    if (previous !== undefined) throw new InputError(flag, 'it is given twice', 'give it once');
    return read(text, flag);
  });
}

const whole =
  (from: number) =>
  (text: string, flag: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= from && value <= RUNS_MAX) return value;
    throw new InputError(
      flag,
      `"${text}" is not a whole number from ${from} to ${RUNS_MAX}`,
      `write, for example, ${flag} 1000`,
    );
  };

/** A whole number from 1 on. */
export const positive = whole(1);

/** A whole number from 0 on. */
export const natural = whole(0);

/** Any text but an empty one. */
export function filled(text: string, flag: string): string {
  if (text.trim() !== '') return text;
  throw new InputError(flag, 'its value is empty', 'give a value, or leave the option out');
}

/** The name of a guarantee. */
export function guarantee(text: string, flag: string): string {
  const known = GUARANTEES.map(({ id }) => id);
  if (known.some((id) => id === text)) return text;
  throw new InputError(flag, `there is no guarantee "${text}"`, suggestion(text, known));
}

function method(text: string, flag: string): Method {
  const found = METHODS.find((known) => known === text);
  if (found !== undefined) return found;
  throw new InputError(flag, `"${text}" is no method`, suggestion(text, METHODS));
}
