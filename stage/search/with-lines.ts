import type { Ledger } from '../ledger.ts';
import type { Runner } from '../run-result.ts';
import type { Anomaly } from '../verdict/anomaly.ts';
import type { Expected } from '../verdict/expected.ts';
import { judge } from '../verdict/judge.ts';
import { lookedAt } from './looked-at.ts';
import { asAlways } from './tried.ts';

/**
 * A runner that looks at the user's lines where there is something to be told: where nothing goes wrong, or nothing but what always does, nobody asks.
 * It looks for calls that no line awaits, which takes three times as long, where those without faults had some, where something is lost, and where something was sent that no line awaits.
 *
 * @param asked the requests, and effects, that have a call to be looked for. @param always what goes wrong without any fault.
 */
export function withLines(
  run: Runner,
  expected: Expected,
  { asked = [], always = [] }: { readonly asked?: readonly string[]; readonly always?: readonly Anomaly[] } = {},
): Runner {
  const goesBack = new Set(asked);
  return async (job) => {
    const result = await run(job);
    // A line at which a program goes round and round is known by itself.
    if (result.cutOff) return result;
    const news = judge(result.ledger, expected).filter((one) => !asAlways(one, always));
    if (news.length === 0) return result;
    // Of a loss it matters who has let go of a call, be it before an await.
    const isDeep = news.some(({ kind }) => kind === 'loss') || result.points.some(({ what }) => goesBack.has(what));
    const { quietFrom } = result;
    const looked = await lookedAt(run, expected, { ...job, quietFrom, lines: isDeep ? true : 'awaited' });
    if (isDeep || !hasSentUnseen(looked.ledger)) return looked;
    return lookedAt(run, expected, { ...job, quietFrom, lines: true });
  };
}

/** Whether something was sent of which the line is not known. */
const hasSentUnseen = ({ outcomes }: Ledger): boolean =>
  outcomes.some(({ place, line }) => place !== undefined && line === undefined);
