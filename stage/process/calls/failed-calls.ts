import type { Written } from './written-keys.ts';

/** What Node says where an answer does not come. */
export const LOST = 'ECONNRESET';

/** What came of a call that failed. */
export const failure = ({ records }: Pick<Written, 'records'>): Written => ({ state: 'failed', records });

/** How the caller of a function hears of a fault. */
export type AsTold = (fault: Error) => Error;

/** As the fault itself. */
export const asItIs: AsTold = (fault) => fault;

/** What the caller of an effect is told that has failed. */
export const effectFailed = (what: string, asTold = asItIs): Error =>
  asTold(new Error(`${what} failed: this is a fault of the trial's`));

/** What it is told where the effect has taken place, and the answer is lost. */
export const answerLost = (what: string, asTold = asItIs): Error =>
  asTold(Object.assign(new Error(`${what}: the answer was lost, by a fault of the trial's`), { code: LOST }));
