import type { Command } from 'commander';
import type { Context } from './context.ts';

/** Adds a command to the program; `exit` is told the exit code of what it came to. */
type Add = (program: Command, context: Context, exit: (code: number) => void) => void;

/** The commands in the order of the help. Each is loaded when it is asked for: all together are twice what one takes. */
const COMMANDS: Readonly<Record<string, () => Promise<Add>>> = {
  verify: async () => (await import('./verify.ts')).addVerify,
  replay: async () => (await import('./replay.ts')).addReplay,
  explore: async () => (await import('./explore.ts')).addExplore,
  hazards: async () => (await import('./hazards.ts')).addHazards,
  explain: async () => (await import('./explain/explain.ts')).addExplain,
  report: async () => (await import('./report.ts')).addReport,
  conform: async () => (await import('./conform/conform.ts')).addConform,
  campaign: async () => (await import('./campaign/campaign.ts')).addCampaign,
  code: async () => (await import('./code.ts')).addCode,
  broker: async () => (await import('./broker.ts')).addBroker,
};

/** What is answered without any command. */
const VERSION_FLAGS: ReadonlySet<string> = new Set(['-V', '--version']);

/** Adds the command that a command line begins with; where it begins with none, as for help, all of them. */
export async function addCommands(
  program: Command,
  argv: readonly string[],
  context: Context,
  exit: (code: number) => void,
): Promise<void> {
  const [word = ''] = argv;
  if (VERSION_FLAGS.has(word)) return;
  const asked = Object.hasOwn(COMMANDS, word) ? [COMMANDS[word]] : Object.values(COMMANDS);
  for (const load of asked) (await load())(program, context, exit);
}
