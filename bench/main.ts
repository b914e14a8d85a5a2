import { reportCampaign } from './campaign.ts';
import { reportCode } from './code.ts';
import { reportCounterexamples } from './counterexamples.ts';
import { reportEveryday } from './everyday.ts';
import { reportExhaustive } from './exhaustive.ts';
import { reportGrowth } from './growth.ts';
import { benchOptions } from './options.ts';
import { InputError } from '../setups/input-error.ts';
import { errorText } from '../setups/place.ts';
import { reportRandom } from './random.ts';

/**
 * The benchmark: the random explorers, the exhaustive search, and the counterexamples of the one beside
 * those of the other. Ratios carry from one machine to another, absolute figures do not.
 *
 * Exit codes: 0 measured, 1 another model checker counts other states than we do, 2 the input is wrong.
 */
async function main(args: readonly string[]): Promise<number> {
  const { parts, queues, everyday, ...checkers } = benchOptions(args);
  const differences: string[] = [];
  for (const [index, part] of parts.entries()) {
    if (index > 0) console.log('');
    switch (part) {
      case 'random':
        reportRandom(console.log);
        break;
      case 'exhaustive':
        differences.push(...(await reportExhaustive(checkers, console.log)));
        break;
      case 'growth':
        reportGrowth(console.log);
        break;
      case 'everyday':
        await reportEveryday(everyday, console.log);
        break;
      case 'counterexamples':
        reportCounterexamples(console.log);
        break;
      case 'campaign':
        await reportCampaign(queues, console.log);
        break;
      case 'code':
        await reportCode(console.log);
        break;
    }
  }
  for (const difference of differences) console.error(`error: ${difference}`);
  return differences.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  for (const problem of error.problems) console.error(errorText(problem));
  process.exitCode = 2;
}
