import type { DecisionPoint, SourceLine } from './decision-point.ts';
import type { Deviation } from './deviation.ts';
import type { Ledger } from './ledger.ts';
import type { AnomalyKind } from './verdict/anomaly.ts';

/** A line of a run's story. */
export interface TraceStep {
  readonly time: number;
  /** Nothing for what a broker does. */
  readonly process?: number;
  readonly incarnation?: number;
  /** What happened, in a sentence. */
  readonly text: string;
  readonly line?: SourceLine;
  /** Whether it is a fault. */
  readonly fault?: boolean;
}

/** What a run came to. The same trial, seed and deviations give the same, to the byte. */
export interface RunResult {
  readonly points: readonly DecisionPoint[];
  readonly trace: readonly TraceStep[];
  readonly ledger: Ledger;
  /** Of points, trace and ledger together; of what is judged, where time is real. */
  readonly digest: string;
  /** Deviations whose point did not come, or at which the fault could not happen. */
  readonly ignored: readonly Deviation[];
  /** Where time is real: what was seen in one run of this job and not in another, and the first step that was not the same. */
  readonly unrepeated?: Unrepeated;
  /** Its fault did not come about, or came to something else each time: it counts as not tried. */
  readonly isMissed?: boolean;
  /** APIs of whose requests the line was known by the call alone that they go back to, where such calls are looked for. */
  readonly asked?: readonly string[];
  /** From when on, in virtual milliseconds, nobody has asked for a line of the user's: a client only looked for work. */
  readonly quietFrom?: number;
  /** Of the same run without its last fault, where that may tell whose line is to blame. */
  readonly milder?: Ledger;
  /** Where the program left something early, where that is asked for. */
  readonly skips?: readonly Skip[];
  /** Lines at which it did so though it does not without any fault, where that may tell why nothing was called for a record. */
  readonly skipped?: readonly SourceLine[];
  /** The last that a process wrote to its standard error. */
  readonly lastWords?: string;
  /** Environment variables that its own files looked for and that are not there, where lines are looked at. */
  readonly unset?: readonly string[];
  /** The client library, where it names itself. */
  readonly software?: string;
  /** Where the run was ended before it was over. */
  readonly cutOff?: CutOff;
}

/** Why a run was ended for what it took of the computer, as `InputError` takes it. */
export interface CutOff {
  readonly place: string;
  readonly reason: string;
  readonly wayOut: string;
}

export interface Unrepeated {
  readonly kinds: readonly AnomalyKind[];
  readonly step: number;
  readonly first: string;
  readonly second: string;
}

/**
 * Whether the user's lines are looked at, which changes nothing in a run: those that are executed or waited for, or the
 * calls as well that a request goes back to for which nobody waits. That takes four times as long as the run.
 */
export type Lines = boolean | 'awaited';

/** What a run is made of besides the trial. */
export interface RunJob {
  readonly seed: string;
  readonly deviations: readonly Deviation[];
  /** Fewer records or processes than the trial has, where a finding is made smaller. */
  readonly records?: number;
  readonly processes?: number;
  /**
   * Whether a fetch brings one batch of a partition at most, as where records come one after the other, until a process starts again, and the
   * world outside is slower than the brokers.
   */
  readonly oneByOne?: boolean;
  /** Whether there are pauses between those besides: the next record comes as the program writes something, or when it has not for a while. */
  readonly paused?: boolean;
  readonly lines?: Lines;
  /** From when on nobody asks for a line, where that is known of the same run: calls are noted up to then. */
  readonly quietFrom?: number;
  /** Whether it is told where the program leaves functions, and rounds of loops, early. That changes nothing in a run. */
  readonly skips?: true;
}

/** A line of the user's at which a function, or a round of a loop, is left early, and how often that was so. */
export interface Skip {
  readonly line: SourceLine;
  readonly times: number;
  /** It answers nothing: `return;`, `continue;` or `break;`. */
  readonly isBare?: true;
}

/** Runs a trial once, somewhere: in this thread or in another. */
export type Runner = (job: RunJob) => Promise<RunResult>;
