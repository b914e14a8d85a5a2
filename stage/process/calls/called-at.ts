import type { SourceLine } from '../../decision-point.ts';
import type { Outcome } from '../../ledger.ts';
import type { EffectOptions } from '../../trial.ts';
import type { Stage } from '../stage.ts';
import type { Life } from '../time/life.ts';

/** Where a call is made, and who waits for it. */
export interface CalledAt {
  /** The innermost line. */
  readonly calledAt?: SourceLine;
  /** Where the program waits for it, or lets go of it. */
  readonly line?: SourceLine;
  /** The last decision point before it. */
  readonly calledAfter: number;
  /** What else is known of the lines above. */
  readonly waits: Pick<Outcome, 'isLetGo' | 'perhaps' | 'kept' | 'caught'>;
}

/** Where what is called now is called. What is done when it returns, and what answers by a callback, has no promise that anybody could wait for. */
export function calledAt(stage: Stage, name: string, life: Life, { sync, callback }: EffectOptions): CalledAt {
  const innermost = stage.line();
  const { letGo, perhaps, kept, caught } = stage.fate(name, innermost, life);
  const isLetGo = letGo !== undefined && !sync && callback !== true;
  const line = letGo?.at ?? innermost;
  return {
    ...(innermost === undefined ? {} : { calledAt: innermost }),
    ...(line === undefined ? {} : { line }),
    calledAfter: stage.points.last,
    waits: {
      ...(isLetGo ? { isLetGo } : {}),
      ...(perhaps === undefined ? {} : { perhaps }),
      ...(kept === undefined ? {} : { kept }),
      ...(caught === undefined ? {} : { caught }),
    },
  };
}
