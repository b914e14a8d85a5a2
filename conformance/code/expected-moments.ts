import type { DecisionPoint } from '../../stage/decision-point.ts';
import type { Deviation, Fault } from '../../stage/deviation.ts';

/** What goes wrong at a moment, and what could have. */
export interface Trouble {
  readonly faults: readonly Fault[];
  readonly possible: readonly Fault[];
  /** At a request: the broker that crashes as soon as it has appended what is in it. */
  readonly crashesOnceAppended?: number;
}

export const NO_TROUBLE: Trouble = { faults: [], possible: [] };

/** A moment of a run on the stage that a run on real Kafka is to come to in its turn. */
export interface ExpectedMoment extends Pick<DecisionPoint, 'kind' | 'what' | 'process' | 'incarnation'>, Trouble {
  /** How many like it come before it, since the moment before. */
  readonly skip: number;
}

/**
 * Requests that change what others see. In which order they come, with effects between them, makes a run what it is; how
 * often a client asks for metadata, or whether it is alive, is up to its clock.
 */
const ORDERED: ReadonlySet<string> = new Set([
  'Produce',
  'OffsetCommit',
  'InitProducerId',
  'AddPartitionsToTxn',
  'AddOffsetsToTxn',
  'TxnOffsetCommit',
  'EndTxn',
]);

/** Whether such a moment waits for its turn: an effect does, and what becomes of it. */
export const isOrdered = (what: string, isEffect: boolean): boolean => isEffect || ORDERED.has(what);

/**
 * What a run of the stage came past until its last deviation, as far as a run on real Kafka has to come past it as well. Where
 * an effect fails, that is until its caller hears of it: what the program has done by then decides what comes of it. That a broker has
 * appended comes in no turn, for nobody outside sees it: it belongs to the request.
 */
export function expectedMoments(
  points: readonly DecisionPoint[],
  deviations: readonly Deviation[],
): readonly ExpectedMoment[] {
  // Their answers are moments of the kind `response`, as those of requests are.
  const effects = new Set(points.filter(({ kind }) => kind === 'effect').map(({ what }) => what));
  const last = Math.max(-1, ...deviations.map((one) => heardAt(points, one)));
  const expected: ExpectedMoment[] = [];
  let skipped: DecisionPoint[] = [];
  for (const point of points.slice(0, last + 1)) {
    const faults = deviations.filter(({ at }) => at === point.at).map(({ fault }) => fault);
    if (point.kind === 'append') {
      const request = expected.pop();
      if (request !== undefined) expected.push({ ...request, ...crashOnceAppended(faults) });
      continue;
    }
    if (faults.length === 0 && !isOrdered(point.what, effects.has(point.what))) {
      skipped.push(point);
      continue;
    }
    const { kind, what, process, incarnation } = point;
    const skip = skipped.filter((one) => isSame(one, point)).length;
    expected.push({ kind, what, process, incarnation, skip, faults, possible: point.faults });
    skipped = [];
  }
  return expected;
}

const crashOnceAppended = ([crash]: readonly Fault[]): Pick<Trouble, 'crashesOnceAppended'> =>
  crash === undefined ? {} : { crashesOnceAppended: crash.broker };

/** The number of the moment by which all calls that were under way as an effect failed are answered, or of the fault itself. */
function heardAt(points: readonly DecisionPoint[], { at, fault }: Deviation): number {
  if (fault.kind !== 'effect.failed') return at;
  const alike = points.filter((one) => isOfSame(one, points[at]));
  const called = alike.filter((one) => one.kind === 'effect' && one.at <= at).length;
  const answers = alike.filter((one) => one.kind === 'response').slice(0, called);
  return Math.max(at, answers.at(-1)?.at ?? at);
}

const isSame = (one: DecisionPoint, other: DecisionPoint): boolean => one.kind === other.kind && isOfSame(one, other);

const isOfSame = (one: DecisionPoint, other: DecisionPoint): boolean =>
  one.what === other.what && one.process === other.process && one.incarnation === other.incarnation;
