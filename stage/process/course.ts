import type { FaultKind } from '../deviation.ts';

/** What becomes of that to which a moment belongs. */
export type Course = 'on' | 'lost' | 'late' | 'failed' | 'refused' | 'down';

/** Faults that befall a request, an answer or a call, and neither processes nor brokers. */
const ON_THE_WAY = {
  'request.lost': 'lost',
  'response.lost': 'lost',
  'response.late': 'late',
  'effect.late': 'late',
  'effect.failed': 'failed',
  'effect.outage': 'down',
} as const satisfies Partial<Record<FaultKind, Course>>;

type FaultOnTheWay = keyof typeof ON_THE_WAY;

/** Whether a fault befalls what is under way, and the rest of the world runs on. */
export const isOnTheWay = (kind: FaultKind): kind is FaultOnTheWay => kind in ON_THE_WAY;

/** @param status what a request is answered with which fails. */
export const courseOf = (kind: FaultOnTheWay, status?: number): Course =>
  status === undefined ? ON_THE_WAY[kind] : 'refused';
