import { Command, CommanderError } from 'commander';
import type { Conform } from '../conformance/conform.ts';
import { addCommands } from './commands.ts';
import type { LoadSetup } from './context.ts';
import type { OpenTrial } from '../stage/opened-trial.ts';
import type { Judging } from '../judging/judging.ts';
import { fail } from './errors.ts';
import { EXIT } from './exit.ts';
import type { Io } from './io.ts';
import { loadSetup } from './setup-file.ts';
import { helpError, refuseEmptyArguments, usageError } from './usage.ts';
import { VERSION } from './version.ts';

const HELP_WIDTH_DEFAULT = 100;

/**
 * Runs one command line and returns its exit code.
 *
 * @param argv the words behind the program's name.
 */
export async function run(
  argv: readonly string[],
  io: Io,
  judging: Judging,
  load: LoadSetup = (sources) => loadSetup(sources, io),
  conform: Conform = loadedConform,
  openTrial: OpenTrial = loadedOpenTrial,
): Promise<number> {
  let code: number = EXIT.asClaimed;
  const program = emptyProgram(io);
  await addCommands(program, argv, { io, judging, load, conform, openTrial }, (outcome) => {
    code = outcome;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) return fail(error, io);
    // Of help on what is no command commander prints what it has.
    const wrong = helpError(program, argv);
    if (wrong !== undefined) return fail(wrong, io);
    if (error.exitCode === 0) return EXIT.asClaimed;
    // Without a command there is only the help, which has been printed by now.
    return error.code === 'commander.help' ? EXIT.badInput : fail(usageError(error, program, argv), io);
  }
}

/** Real brokers and the stage are loaded when they are asked for: most commands need neither. */
const loadedConform: Conform = async (...asked) => (await import('../conformance/run-conform.ts')).runConform(...asked);
const loadedOpenTrial: OpenTrial = async (...asked) => (await import('../stage/open-trial.ts')).openTrial(...asked);

function emptyProgram(io: Io): Command {
  return new Command('kafka-trial')
    .description(
      "Puts Kafka's delivery guarantees on trial: a proof within a scope, or the shortest story of how they fail.",
    )
    .version(VERSION)
    .exitOverride()
    .hook('preAction', (_program, command) => refuseEmptyArguments(command))
    .configureOutput({
      writeOut: (text) => io.out(text),
      writeErr: (text) => io.err(text),
      // Mistakes are told in our own words, by `fail`.
      outputError: () => {},
      getOutHelpWidth: () => io.columns ?? HELP_WIDTH_DEFAULT,
      getErrHelpWidth: () => io.columns ?? HELP_WIDTH_DEFAULT,
    })
    .addHelpText(
      'after',
      '\nExit codes: 0 as claimed or required, 1 not so, 2 the input is wrong, 3 nothing can be said,\n70 a fault of kafka-trial itself.',
    );
}
