import type { Command, CommanderError } from 'commander';
import { InputError } from '../setups/input-error.ts';
import { suggestion } from '../setups/suggestion.ts';

/** What commander found wrong with a command line, told as every other mistake is. */
export function usageError(error: CommanderError, program: Command, argv: readonly string[]): InputError {
  const name = argv.find((word) => !word.startsWith('-'));
  const command = program.commands.find((candidate) => candidate.name() === name);
  const help = ['kafka-trial', ...(command === undefined ? [] : [command.name()]), '--help'].join(' ');
  const [, word = ''] = /'([^']*)'/.exec(error.message) ?? [];
  const flag = word.split(/[ ,]/)[0];
  switch (error.code) {
    case 'commander.unknownOption':
      return new InputError(
        flag,
        `${command?.name() ?? 'kafka-trial'} has no such option`,
        unknownOption(flag, command ?? program, help),
      );
    case 'commander.unknownCommand':
      return new InputError(word, 'there is no such command', suggestion(word, commandNames(program)));
    case 'commander.optionMissingArgument':
      return new InputError(flag, 'its value is missing', `give one; \`${help}\` says what it may be`);
    case 'commander.excessArguments':
      return new InputError(
        command?.name() ?? 'kafka-trial',
        'there are too many arguments',
        `\`${help}\` says what it takes`,
      );
    default:
      return new InputError(
        'the command line',
        error.message.replace(/^error: /, ''),
        `\`${help}\` says what it may be`,
      );
  }
}

function unknownOption(flag: string, command: Command, help: string): string {
  const flags = command.options.flatMap(({ long }) => long ?? []);
  const names = flags.map((name) => name.replace(/^--/, ''));
  const near = suggestion(flag.replace(/^-+/, ''), names);
  return near.startsWith('did you mean')
    ? near.replace('did you mean ', 'did you mean --')
    : `\`${help}\` lists its options`;
}

function commandNames(program: Command): string[] {
  return program.commands.map((command) => command.name());
}
