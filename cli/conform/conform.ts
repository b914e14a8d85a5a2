import type { Command } from 'commander';
import type { Configuration } from '../../conformance/history/anomalies.ts';
import { InputError } from '../../setups/input-error.ts';
import { suggestion } from '../../setups/suggestion.ts';
import { isScript } from '../../stage/process/bundle/program.ts';
import { addPlayOptions, flagOf, PLAY_FLAGS, type PlayFlags } from './conform-flags.ts';
import { type HistoryFlags, judgeHistory } from './conform-history.ts';
import { OF_SETUPS, playProgram } from './conform-program.ts';
import { playConform } from './conform-play.ts';
import type { Context } from '../context.ts';
import { CONFIG_FLAGS, filled, option } from '../options.ts';

const SUB_VIA: readonly Configuration['subVia'][] = ['assign', 'subscribe'];
const DELIVERIES: readonly Configuration['delivery'][] = ['at-least-once', 'at-most-once', 'exactly-once'];

interface ConformFlags extends HistoryFlags, PlayFlags {
  readonly history?: string;
}

/** Options that say as what a history is judged, by the names that commander gives them. */
const OF_HISTORIES = ['subVia', 'wwDeps', 'delivery'] as const;

/** `conform FILE | --history FILE`: real clusters held against the machine, or what they did against what they promise. */
export function addConform(program: Command, context: Context, exit: (code: number) => void): void {
  const command = program
    .command('conform')
    .description(
      'play a schedule on real Kafka with the machine beside it: 0 they agree, 1 they diverge, 3 it cannot be played;\n' +
        'or judge a recorded history: 0 valid, 1 invalid, 3 when the history is not whole',
    )
    .argument(
      '[file]',
      'a setup file, which is searched for counterexamples, the file of a verdict, or a trial file of code',
    );
  addPlayOptions(command)
    .addOption(option('--history <file>', "operations in Jepsen's form, as JSON lines", filled))
    .addOption(option('--sub-via <how>', `how consumers came to partitions: ${SUB_VIA.join(', ')}`, oneOf(SUB_VIA)))
    .option('--ww-deps', 'count the order of writes in a partition as a dependency')
    .addOption(option('--delivery <semantics>', `what groups promise: ${DELIVERIES.join(', ')}`, oneOf(DELIVERIES)))
    .option('--json', 'print one JSON document and nothing else')
    .option('--quiet', 'print the verdict line alone, and no progress')
    .action(async (file: string | undefined, flags: ConformFlags) => {
      const { history } = flags;
      checkKind(file, flags);
      if (history !== undefined) exit(await judgeHistory(history, flags, context));
      else if (file !== undefined && isScript(file)) exit(await playProgram(file, flags, context));
      else exit(await playConform(file, flags, context));
    });
}

/** A history is judged, and a file is played: what says how for the one means nothing for the other. */
function checkKind(file: string | undefined, flags: ConformFlags): void {
  if (flags.history === undefined) {
    refuse(flags, OF_HISTORIES, 'it is about histories', 'name one by --history, or leave it out');
    if (file !== undefined && isScript(file))
      refuse(flags, OF_SETUPS, 'it is about setups', 'leave it out: a program is tried as by kafka-trial code');
    if (file !== undefined || CONFIG_FLAGS.some((flag) => flags[flag] !== undefined)) return;
    throw new InputError(
      'conform',
      'nothing is given to be played or judged',
      'name a setup file, the file of a verdict, or a recorded history with --history',
    );
  }
  if (file !== undefined) {
    throw new InputError(file, 'it is given beside --history', 'give one of them: a file is played, a history judged');
  }
  refuse(flags, PLAY_FLAGS, 'a history has been played already', 'leave it out, or --history');
}

function refuse(flags: ConformFlags, names: readonly (keyof ConformFlags)[], why: string, wayOut: string): void {
  const given = names.find((name) => flags[name] !== undefined);
  if (given !== undefined) throw new InputError(flagOf(given), why, wayOut);
}

function oneOf<Word extends string>(words: readonly Word[]): (text: string, flag: string) => Word {
  return (text, flag) => {
    const found = words.find((word) => word === text);
    if (found !== undefined) return found;
    throw new InputError(flag, `"${text}" is none of what it may be`, suggestion(text, words));
  };
}
