import type { Command } from 'commander';
import type { Configuration } from '../conformance/history/anomalies.ts';
import { InputError } from '../setups/input-error.ts';
import { suggestion } from '../setups/suggestion.ts';
import { type HistoryFlags, judgeHistory } from './conform-history.ts';
import type { Context } from './context.ts';
import { filled, option } from './options.ts';

const SUB_VIA: readonly Configuration['subVia'][] = ['assign', 'subscribe'];
const DELIVERIES: readonly Configuration['delivery'][] = ['at-least-once', 'at-most-once', 'exactly-once'];

/** `conform --history FILE`: what real clusters did, held against what they promise. */
export function addConform(program: Command, context: Context, exit: (code: number) => void): void {
  program
    .command('conform')
    .description('judge a recorded history: 0 valid, 1 invalid, 3 when the history is not whole')
    .addOption(option('--history <file>', "operations in Jepsen's form, as JSON lines", filled))
    .addOption(option('--sub-via <how>', `how consumers came to partitions: ${SUB_VIA.join(', ')}`, oneOf(SUB_VIA)))
    .option('--ww-deps', 'count the order of writes in a partition as a dependency')
    .addOption(option('--delivery <semantics>', `what groups promise: ${DELIVERIES.join(', ')}`, oneOf(DELIVERIES)))
    .option('--json', 'print one JSON document and nothing else')
    .option('--quiet', 'print the verdict line alone, and no progress')
    .action(async ({ history, ...options }: HistoryFlags & { readonly history?: string }) => {
      if (history === undefined) {
        throw new InputError('conform', 'nothing is given to be judged', 'name a recorded history with --history');
      }
      exit(await judgeHistory(history, options, context));
    });
}

function oneOf<Word extends string>(words: readonly Word[]): (text: string, flag: string) => Word {
  return (text, flag) => {
    const found = words.find((word) => word === text);
    if (found !== undefined) return found;
    throw new InputError(flag, `"${text}" is none of what it may be`, suggestion(text, words));
  };
}
