import { API, apiName } from '../../wire/api-keys.ts';
import type { Runner } from '../run-result.ts';
import type { Anomaly } from '../verdict/anomaly.ts';
import type { Expected } from '../verdict/expected.ts';
import { judge } from '../verdict/judge.ts';
import { lookedAt } from './looked-at.ts';
import { asAlways } from './tried.ts';

const PRODUCE = apiName(API.Produce);

/**
 * A runner that looks at the user's lines where there is something to be told: where nothing goes wrong, or nothing but what always does, nobody asks.
 *
 * @param asked the requests that have a call to be looked for, besides a send. @param always what goes wrong without any fault.
 */
export function withLines(
  run: Runner,
  expected: Expected,
  { asked = [], always = [] }: { readonly asked?: readonly string[]; readonly always?: readonly Anomaly[] } = {},
): Runner {
  const goesBack = new Set([PRODUCE, ...asked]);
  return async (job) => {
    const result = await run(job);
    // A line at which a program goes round and round is known by itself.
    if (result.cutOff) return result;
    const news = judge(result.ledger, expected).filter((one) => !asAlways(one, always));
    if (news.length === 0) return result;
    // Of a loss it matters who has let go of a call, be it before an await.
    const isDeep = news.some(({ kind }) => kind === 'loss') || result.points.some(({ what }) => goesBack.has(what));
    return lookedAt(run, expected, { ...job, lines: isDeep ? true : 'awaited' });
  };
}
