import { API, apiName } from '../../wire/api-keys.ts';
import type { Runner } from '../run-result.ts';
import type { Expected } from '../verdict/expected.ts';
import { judge } from '../verdict/judge.ts';

const PRODUCE = apiName(API.Produce);

/** A runner that looks at the user's lines where there is something to be told: where nothing goes wrong, nobody asks. */
export const withLines =
  (run: Runner, expected: Expected): Runner =>
  async (job) => {
    const result = await run(job);
    if (judge(result.ledger, expected).length === 0) return result;
    // Only a send has a call to be looked for.
    return run({ ...job, lines: result.points.some(({ what }) => what === PRODUCE) ? true : 'awaited' });
  };
