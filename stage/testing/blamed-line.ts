import type { SourceLine } from '../decision-point.ts';
import { blame } from '../verdict/blame.ts';

/** The line alone that an anomaly comes from. */
export const blamedLine = (...asked: Parameters<typeof blame>): SourceLine | undefined => blame(...asked)?.line;
