import type { FaultKind } from '../deviation.ts';

/** What becomes of that to which a moment belongs. */
export type Course = 'on' | 'lost' | 'late' | 'failed';

/** Faults that befall a request, an answer or a call, and neither processes nor brokers. */
const ON_THE_WAY = {
  'request.lost': 'lost',
  'response.lost': 'lost',
  'response.late': 'late',
  'effect.late': 'late',
  'effect.failed': 'failed',
} as const satisfies Partial<Record<FaultKind, Course>>;

type FaultOnTheWay = keyof typeof ON_THE_WAY;

export const isOnTheWay = (kind: FaultKind): kind is FaultOnTheWay => kind in ON_THE_WAY;

export const courseOf = (kind: FaultOnTheWay): Course => ON_THE_WAY[kind];
