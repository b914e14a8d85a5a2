import { API, apiName } from '../../wire/api-keys.ts';
import type { DecisionPoint } from '../decision-point.ts';
import type { Life } from '../process/time/life.ts';

/** By what a connection begins, before anything is asked for on it. */
const GREETINGS: ReadonlySet<string> = new Set([API.ApiVersions, API.SaslHandshake, API.SaslAuthenticate].map(apiName));

/**
 * Whether a life of a process has asked for anything yet. One that has told its name and password and no more is on its way: a client on a busy
 * machine is for seconds, and does not stand still.
 */
export const hasActed = (
  points: readonly Pick<DecisionPoint, 'process' | 'incarnation' | 'what'>[],
  { process, incarnation }: Pick<Life, 'process' | 'incarnation'>,
): boolean =>
  points.some((one) => one.process === process && one.incarnation === incarnation && !GREETINGS.has(one.what));
