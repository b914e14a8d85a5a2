import type { Command, CommanderError } from 'commander';
import { InputError } from '../setups/input-error.ts';
import { suggestion } from '../setups/suggestion.ts';

/** What commander found wrong with a command line, told as every other mistake is. */
export function usageError(error: CommanderError, program: Command, argv: readonly string[]): InputError {
  const command = commandNamed(program, argv);
  const name = nameOf(command);
  const help = `${command === program ? '' : 'kafka-trial '}${name} --help`;
  const [, word = ''] = /'([^']*)'/.exec(error.message) ?? [];
  const flag = word.split(/[ ,]/)[0];
  switch (error.code) {
    case 'commander.unknownOption':
      return new InputError(flag, `${name} has no such option`, unknownOption(flag, command, help));
    case 'commander.unknownCommand':
      return unknownCommand(word, command);
    case 'commander.optionMissingArgument':
      return new InputError(flag, 'its value is missing', `give one; \`${help}\` says what it may be`);
    case 'commander.excessArguments':
      return new InputError(name, 'there are too many arguments', `\`${help}\` says what it takes`);
    default:
      return new InputError(
        'the command line',
        error.message.replace(/^error: /, ''),
        `\`${help}\` says what it may be`,
      );
  }
}

/** What is wrong with a command line that asks for help on what is no command, also within a command: commander has no words for it. */
export function helpError(program: Command, argv: readonly string[]): InputError | undefined {
  let command = program;
  let isAsked = false;
  for (const word of argv) {
    // Whatever follows is none of its commands: it has none.
    if (command.commands.length === 0) return undefined;
    const inner = command.commands.find((candidate) => candidate.name() === word);
    if (word === 'help') isAsked = true;
    else if (inner === undefined) return isAsked ? unknownCommand(word, command) : undefined;
    else command = inner;
  }
  return undefined;
}

/** @throws {InputError} on an empty word where a command takes the name of something. */
export function refuseEmptyArguments(command: Command): void {
  if (!command.args.includes('')) return;
  const name = nameOf(command);
  throw new InputError(
    name,
    'the name that is given is empty ("")',
    `\`kafka-trial ${name} --help\` says what it takes`,
  );
}

const unknownCommand = (word: string, { commands }: Command): InputError => {
  const names = commands.map((command) => command.name());
  return new InputError(word, 'there is no such command', suggestion(word, names));
};

/** The innermost command that a command line names. */
function commandNamed(program: Command, argv: readonly string[]): Command {
  let command = program;
  for (const word of argv) {
    const inner = command.commands.find((candidate) => candidate.name() === word);
    if (inner !== undefined) command = inner;
  }
  return command;
}

/** A command as it is called, without the program: `campaign plan`. */
function nameOf(command: Command): string {
  const { parent } = command;
  return parent === null || parent.parent === null ? command.name() : `${nameOf(parent)} ${command.name()}`;
}

/** What others call the option that says in which form, or where, results are wanted. */
const FORMAT = /^--(?:format|output|output-?file|reporters?|sarif|junit|html)$/;

function unknownOption(flag: string, command: Command, help: string): string {
  const flags = command.options.flatMap(({ long }) => long ?? []);
  const names = flags.map((name) => name.replace(/^--/, ''));
  if (FORMAT.test(flag) && names.includes('out')) return 'did you mean --out? It writes each format into a folder';
  const near = suggestion(flag.replace(/^-+/, ''), names);
  return near.startsWith('did you mean')
    ? near.replace('did you mean ', 'did you mean --')
    : `\`${help}\` lists its options`;
}
