import type { DecisionPoint, SourceLine } from '../decision-point.ts';
import type { Fault } from '../deviation.ts';
import type { Commit, Outcome } from '../ledger.ts';
import type { RunJob, Runner, RunResult, TraceStep } from '../run-result.ts';

/** A program of two lines: `insert` and `commit`, or the other way round. */
export interface Toy {
  readonly order: 'work first' | 'commit first';
  /** Whether it commits the offset of the record itself, instead of the next one. */
  readonly offByOne?: boolean;
  /** A record that it leaves out. */
  readonly skips?: number;
  /** How often a process may stop before it stays where it is. */
  readonly lives?: number;
  /** Whether a request that is lost is waited for without end, as by a client library that never asks again. */
  readonly waitsForEver?: boolean;
}

const faults: readonly Fault[] = [{ kind: 'consumer.crash' }, { kind: 'request.lost' }];

/** Runs a toy, as the stage runs a program: one process, records of one partition, one after the other. */
export function toyRunner(
  { order, offByOne = false, skips, lives = 5, waitsForEver = false }: Toy,
  records = 2,
): Runner {
  return ({ deviations, records: fewer = records }: RunJob): Promise<RunResult> => {
    const points: DecisionPoint[] = [];
    const trace: TraceStep[] = [];
    const outcomes: Outcome[] = [];
    const commits: Commit[] = [];
    const steps = order === 'work first' ? ['insert', 'commit'] : ['commit', 'insert'];
    const stepsOf = (offset: number): string[] => (offset === skips ? ['commit'] : steps);
    let incarnation = 0;
    let isWaiting = false;

    const committed = (): number => commits.at(-1)?.offset ?? 0;
    const lineOf = (what: string): SourceLine => ({ file: 'toy.ts', line: steps.indexOf(what) + 1, column: 1 });
    function meet(what: string, offset: number): Fault | undefined {
      const at = points.length;
      points.push({
        at,
        time: at,
        kind: what === 'insert' ? 'effect' : 'request',
        what,
        process: 0,
        incarnation,
        line: lineOf(what),
        faults: what === 'insert' ? faults.slice(0, 1) : faults,
        history: JSON.stringify([what, offset, committed(), outcomes.map((one) => one.records), incarnation]),
      });
      const fault = deviations.find((one) => one.at === at)?.fault;
      trace.push({ time: at, process: 0, text: `${what} ${offset}${fault ? `, ${fault.kind}` : ''}`, fault: !!fault });
      return fault;
    }
    function take(what: string, offset: number): void {
      const of = { process: 0, incarnation, at: points.length - 1, line: lineOf(what) };
      if (what === 'insert') outcomes.push({ records: [`r${offset}`], what, state: 'done', ...of });
      else {
        commits.push({ ...of, group: 'g', topic: 't', partition: 0, offset: offset + (offByOne ? 0 : 1) });
      }
    }
    /** @returns whether the process lives on. */
    function does(what: string, offset: number): boolean {
      const fault = meet(what, offset)?.kind;
      isWaiting = fault === 'request.lost' && waitsForEver;
      if (fault === 'consumer.crash' || isWaiting) return false;
      if (fault === undefined) take(what, offset);
      return true;
    }

    for (; incarnation < lives; incarnation += 1) {
      const rest = Array.from({ length: fewer }, (_, offset) => offset).filter((offset) => offset >= committed());
      if (rest.every((offset) => stepsOf(offset).every((what) => does(what, offset))) || isWaiting) break;
    }
    const end = incarnation < lives ? 'alive' : 'crashed';
    const ledger = {
      records: Array.from({ length: fewer }, (_, offset) => ({ id: `r${offset}`, topic: 't', partition: 0, offset })),
      outcomes,
      commits,
      fetched: [],
      lives: [{ process: 0, incarnation, end } as const],
      atRest: true,
    };
    const ignored = deviations.filter(({ at }) => at >= points.length);
    return Promise.resolve({ points, trace, ledger, digest: JSON.stringify([trace, ledger]), ignored });
  };
}
