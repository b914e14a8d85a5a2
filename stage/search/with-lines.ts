import { API, apiName } from '../../wire/api-keys.ts';
import type { Runner } from '../run-result.ts';
import type { Expected } from '../verdict/expected.ts';
import { judge } from '../verdict/judge.ts';
import { lookedAt } from './looked-at.ts';

const PRODUCE = apiName(API.Produce);

/**
 * A runner that looks at the user's lines where there is something to be told: where nothing goes wrong, nobody asks.
 *
 * @param asked the requests that have a call to be looked for, besides a send.
 */
export const withLines =
  (run: Runner, expected: Expected, asked: readonly string[] = []): Runner =>
  async (job) => {
    const result = await run(job);
    if (judge(result.ledger, expected).length === 0) return result;
    const hasCalls = result.points.some(({ what }) => what === PRODUCE || asked.includes(what));
    return lookedAt(run, expected, { ...job, lines: hasCalls ? true : 'awaited' });
  };
