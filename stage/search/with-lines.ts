import type { Runner } from '../run-result.ts';
import type { Expected } from '../verdict/expected.ts';
import { judge } from '../verdict/judge.ts';

/** A runner that looks at the user's lines where there is something to be told: where nothing goes wrong, nobody asks. */
export const withLines =
  (run: Runner, expected: Expected): Runner =>
  async (job) => {
    const result = await run(job);
    return judge(result.ledger, expected).length === 0 ? result : run({ ...job, lines: true });
  };
