import type { Command } from 'commander';
import { stringify } from '../../reports/documents/json.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit.ts';
import { explanationsOf } from './explanations-of.ts';
import { explanationText } from './explanation-text.ts';
import { wantsColour } from '../io.ts';

const EXPLANATION_FORMAT = 'kafka-trial/explanation';
const EXPLANATION_VERSION = 1;

/** `explain KEY…`: what a key means, its defaults through the versions of Kafka, and which hazards turn on it. */
export function addExplain(program: Command, { io }: Context, exit: (code: number) => void): void {
  program
    .command('explain')
    .description('what a key means here, its default in every version, and which published failures turn on it')
    .argument(
      '<key...>',
      'keys such as acks or producer.acks, faults such as broker.crash, a client library, a preset, a guarantee or a hazard',
    )
    .option('--json', 'print one JSON document and nothing else')
    .action((keys: readonly string[], { json }: { readonly json?: boolean }) => {
      // All are looked up before any is printed.
      const explanations = [...new Set(keys)].flatMap(explanationsOf);
      io.out(
        json === true
          ? stringify({ format: EXPLANATION_FORMAT, version: EXPLANATION_VERSION, explanations })
          : explanations.map((each) => explanationText(each, wantsColour(io))).join('\n'),
      );
      exit(EXIT.asClaimed);
    });
}
