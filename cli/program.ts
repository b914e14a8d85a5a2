import { Command, CommanderError } from 'commander';
import type { Conform } from '../conformance/conform.ts';
import { runConform } from '../conformance/run-conform.ts';
import { addBroker } from './broker.ts';
import { addCampaign } from './campaign.ts';
import { addCode } from './code.ts';
import { addConform } from './conform.ts';
import type { Context, LoadSetup } from './context.ts';
import { openTrial } from '../stage/open-trial.ts';
import type { OpenTrial } from '../stage/opened-trial.ts';
import type { Judging } from '../judging/judging.ts';
import { fail } from './errors.ts';
import { EXIT } from './exit.ts';
import { addExplain } from './explain.ts';
import { addExplore } from './explore.ts';
import { addHazards } from './hazards.ts';
import type { Io } from './io.ts';
import { addReplay } from './replay.ts';
import { addReport } from './report.ts';
import { loadSetup } from './setup-file.ts';
import { usageError } from './usage.ts';
import { addVerify } from './verify.ts';
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
  conform: Conform = runConform,
  open: OpenTrial = openTrial,
): Promise<number> {
  let code: number = EXIT.asClaimed;
  const program = programOf({ io, judging, load, conform, openTrial: open }, (outcome) => {
    code = outcome;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) return fail(error, io);
    if (error.exitCode === 0) return EXIT.asClaimed;
    // Without a command there is only the help, which has been printed by now.
    return error.code === 'commander.help' ? EXIT.badInput : fail(usageError(error, program, argv), io);
  }
}

function programOf(context: Context, exit: (code: number) => void): Command {
  const { io } = context;
  const program = new Command('kafka-trial')
    .description(
      "Puts Kafka's delivery guarantees on trial: a proof within a scope, or the shortest story of how they fail.",
    )
    .version(VERSION)
    .exitOverride()
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
      '\nExit codes: 0 as claimed or required, 1 not so, 2 the input is wrong, 3 nothing can be said.',
    );
  addVerify(program, context, exit);
  addReplay(program, context, exit);
  addExplore(program, context, exit);
  addHazards(program, context, exit);
  addExplain(program, context, exit);
  addReport(program, context, exit);
  addConform(program, context, exit);
  addCampaign(program, context, exit);
  addCode(program, context, exit);
  addBroker(program, context, exit);
  return program;
}
