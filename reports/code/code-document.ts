/** What the trial of a user's program came to: everything that reports of it are made of. */
export interface CodeDocument {
  readonly format: 'kafka-trial/code';
  readonly version: 1;
  /** The trial file, as it was named. */
  readonly name: string;
  readonly seed: string;
  /** The client library that the program uses, where it is known: `kafkajs 2.2.4`. */
  readonly client?: string;
  /** The strongest that is not violated, and whose guarantees were all put to the test: no proof of it. */
  readonly semantics: string;
  readonly required?: {
    readonly semantics: string;
    readonly ordered?: boolean;
    readonly proved?: boolean;
    readonly met: boolean;
    /** What stands in its way, in sentences. */
    readonly unmet: readonly string[];
    /** What it forbids and was seen in one run and not again, where that alone keeps it from being met: nothing can be said. */
    readonly doubted?: readonly string[];
  };
  readonly scope: {
    readonly processes: number;
    readonly records: number;
    readonly brokers: number;
    /** Kinds of faults that are allowed, how many of each a run may have, and in how many runs one happened. */
    readonly faults: readonly { readonly kind: string; readonly budget: number; readonly occurred: number }[];
  };
  /** The outcomes that records have when nothing goes wrong: `db.insert`, `topic invoices`. */
  readonly outcomes: readonly string[];
  /** What is odd although nothing goes wrong, in sentences: offsets that are committed where no record is yet, or nowhere, or a process that ends. */
  readonly behind: readonly string[];
  /** What takes place without a fault and has no record in it: how often nobody sees. */
  readonly unwatched: readonly string[];
  /** Of an outcome the records of which it is not expected. */
  readonly leftOut: readonly LeftOut[];
  /** Whether the trial says so; otherwise they had it in no run, and nobody knows whether they should. */
  readonly isDeclared: boolean;
  /** What records had in place of an outcome, which counts as that: in how many runs, by its name. */
  readonly instead: Readonly<Record<string, number>>;
  /** What the program is to blame for; semantics and requirement rest on it. */
  readonly guarantees: readonly CodeGuarantee[];
  /** What the client library does by itself: in how many runs, by what went wrong. */
  readonly clientOwn: Readonly<Record<string, number>>;
  /** The parts of the search in their order, with how many runs there were of how many there are, and how many others come to the same. */
  readonly search: readonly {
    readonly part: string;
    readonly runs: number;
    readonly of: number;
    readonly equal?: number;
    /** Of what was found before: how many cannot happen any more, since the trial does not allow it or its point does not come. */
    readonly gone?: number;
  }[];
  /** Runs whose time ran out before they came to rest: whether anything would still have come nobody knows. */
  readonly restless: number;
  /** Runs that were ended for what they took of the computer, and count as not tried; with why the first was. Left out where there is none. */
  readonly cutOff?: { readonly runs: number; readonly because: string };
  /** Where a run did not repeat itself: then nothing else here is worth anything. */
  readonly difference?: { readonly step: number; readonly first: string; readonly second: string };
  /**
   * There where time is real, for a program in another language: what was seen in one run and not again, so that it does not
   * count.
   */
  readonly unrepeated?: readonly Unrepeated[];
  readonly map: CrashMap;
  readonly findings: readonly CodeFinding[];
  /** The user's files that lines of the map are in, line by line. */
  readonly sources: readonly { readonly file: string; readonly lines: readonly string[] }[];
}

export interface Unrepeated {
  readonly anomalies: readonly string[];
  readonly faults: readonly string[];
  /** The first step that was not the same in two runs of it. */
  readonly step: number;
  readonly first: string;
  readonly second: string;
}

export interface CodeGuarantee {
  readonly id: string;
  readonly anomaly: string;
  /** Never that it holds: what was not found in some runs may be found in others. `vacuous`: it was never put to the test. */
  readonly verdict: 'not-violated' | 'violated' | 'vacuous';
  /** In how many runs it was put to the test. */
  readonly exercised: number;
  /** In how many runs it was violated. */
  readonly runs: number;
  /** Its number among the findings. */
  readonly finding?: number;
}

/** A row for each place at which the user's program waits, a column for each fault, and what came of it in the cell. */
export interface CrashMap {
  readonly columns: readonly string[];
  /** Those that findings come from first. */
  readonly rows: readonly MapRow[];
}

export interface Place {
  readonly file: string;
  /** From 1, both. */
  readonly line: number;
  readonly column: number;
}

export interface MapRow {
  /** Nothing for what the client library does by itself, and where no lines are known. */
  readonly place?: Place;
  /** What stands there; where no lines are known, the request or the effect. */
  readonly text: string;
  /** How many runs went wrong because of this line, by what went wrong. */
  readonly causes: Readonly<Record<string, number>>;
  /** By the columns' names; a column that is not there was not possible here. */
  readonly cells: Readonly<Record<string, MapCell>>;
}

export interface MapCell {
  readonly runs: number;
  /** How many of them had which anomaly: `loss`, `duplicate`, `disorder`, `stuck`. */
  readonly anomalies: Readonly<Record<string, number>>;
}

export interface CodeFinding {
  readonly anomaly: string;
  /** `client`: the library's own, whatever the program does. */
  readonly owner: 'user' | 'client';
  readonly guarantee: string;
  readonly record: string;
  readonly what: string;
  readonly because: string;
  /** The user's line that it comes from, where there is one. */
  readonly place?: Place;
  /** Why that line is to blame, in a clause that calls it *there*, and what mends it; as far as that is known. */
  readonly why?: { readonly says: string; readonly wayOut?: string };
  /** What is known of it, where it is the client library's. */
  readonly known?: { readonly title: string; readonly url: string };
  readonly faults: readonly string[];
  readonly story: readonly StoryLine[];
  /** What a replay is made of. */
  readonly replay: CodeReplay;
}

export interface StoryLine {
  /** Milliseconds since the run began: virtual ones, but for a program in another language. */
  readonly time: number;
  readonly process?: number;
  readonly incarnation?: number;
  readonly text: string;
  readonly place?: Place;
  readonly fault?: boolean;
}

export interface CodeReplay {
  readonly seed: string;
  readonly records?: number;
  readonly processes?: number;
  readonly deviations: readonly {
    readonly at: number;
    /** Of the moment, where moments are known by names. */
    readonly name?: string;
    readonly fault: { readonly kind: string; readonly timers?: readonly string[]; readonly broker?: number };
  }[];
}

/** Records of which an outcome is not expected, or (`anything`) none. */
export interface LeftOut {
  readonly what: string;
  readonly records: readonly string[];
  /** Topics of theirs that nobody reads; left out where some outcome is theirs. */
  readonly unread?: readonly string[];
}
