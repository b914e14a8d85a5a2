import { createHook, executionAsyncId } from 'node:async_hooks';
import { API, apiName } from '../../../wire/api-keys.ts';
import type { SourceLine } from '../../decision-point.ts';
import type { CallFate } from './call-fate.ts';
import { type Asker, type Executed, placeOf, type UserLines } from './user-line.ts';

/** What a client asks for again and again: its line is told where something goes wrong at it, and nowhere else. */
export const ROUTINE: ReadonlySet<number> = new Set([API.Fetch, API.Heartbeat, API.Metadata]);

/** What a client asks for on behalf of a call, and by itself as well where it commits so or joins again; of its own accord it never sends records. */
const ASKED_FOR: ReadonlySet<number> = new Set([
  API.FindCoordinator,
  API.JoinGroup,
  API.SyncGroup,
  API.LeaveGroup,
  API.InitProducerId,
  API.OffsetCommit,
  API.AddPartitionsToTxn,
  API.AddOffsetsToTxn,
  API.TxnOffsetCommit,
  API.EndTxn,
]);

/**
 * The user's call that what is done now goes back to, also where the caller did not wait for it and has ended: then no
 * line of the user's awaits what is done. Whatever is made while a line of the user's is executed belongs to that line, and
 * what is made on behalf of that belongs to it as well: promises and ticks as Node tells of them, and the stage's events.
 *
 * Everything that a consumer does by itself goes back to the line that started it, and so do its fetches: to ask makes sense only
 * of what a library never does of its own accord, or of what goes back to a line to which no fetch does. So a commit has its line
 * where the library makes its requests in callbacks, which no line awaits (@platformatic/kafka), and what it commits by itself has none.
 */
export class CallLines {
  readonly #causes = new Map<number, Executed | undefined>();
  /** The lines to which fetches go back. */
  readonly #reading = new Set<string>();
  /** APIs, and effects, of which something was known by the call alone. */
  readonly asked = new Set<string>();
  /** Of the event that happens. */
  #event: Executed | undefined;
  /** Of what was put off until now, whatever has set it off. */
  #putOff: Executed | undefined;
  readonly #hook;
  readonly #userLines: UserLines;
  readonly #isReading: () => boolean;
  readonly #isQuiet: () => boolean;
  #isAside = false;

  /** @param isReading whether who is at work has asked for records. @param isQuiet whether nobody will ask for a line of what is done from now on. */
  constructor(lines: UserLines, isReading: () => boolean = () => false, isQuiet: () => boolean = () => false) {
    this.#userLines = lines;
    this.#isReading = isReading;
    this.#isQuiet = isQuiet;
    const init = (id: number): void => this.#noted(id, init);
    this.#hook = createHook({ init });
  }

  #noted(id: number, asker: Asker): void {
    if (this.#isQuiet()) this.#hook.disable();
    else if (!this.#isAside) this.#causes.set(id, this.executed(asker));
  }

  enable(): void {
    this.#hook.enable();
  }

  /** For good: nothing is asked of what has been noted. */
  disable(): void {
    this.#hook.disable();
    this.#causes.clear();
  }

  /**
   * What is none of the run's doing, as an answer to the debugger, belongs to no call: it may come in the middle of
   * a call's being noted, and an exception in there would end the thread.
   */
  aside<T>(run: () => T): T {
    this.#isAside = true;
    try {
      return run();
    } finally {
      this.#isAside = false;
    }
  }

  /** The line of the call that is at work. */
  current(): SourceLine | undefined {
    return this.#atWork?.line;
  }

  get #atWork(): Executed | undefined {
    return this.#putOff ?? this.#causes.get(executionAsyncId()) ?? this.#event;
  }

  /**
   * The line of the call that a request goes back to, if that has asked for it.
   *
   * @param here the line that is executed, or that awaits it: nobody needs to look further.
   */
  ofRequest(apiKey: number, here: SourceLine | undefined): SourceLine | undefined {
    const line = here ?? this.current();
    if (line === undefined) return undefined;
    if (apiKey === API.Fetch) this.#reading.add(placeOf(line));
    if (here !== undefined) return here;
    const isAsked = apiKey === API.Produce || (ASKED_FOR.has(apiKey) && !this.#reading.has(placeOf(line)));
    if (!isAsked) return undefined;
    this.asked.add(apiName(apiKey));
    return line;
  }

  /** An event that happens later, on behalf of what is at work now. */
  kept(run: () => void): () => void {
    if (this.#isQuiet()) return run;
    const cause = this.executed();
    return () => this.#within(cause, run);
  }

  /** What nobody's call has brought about, though one was at work when it was put off: a process starts again of its own accord, also where it ended in the middle of a call. */
  afresh(run: () => void): void {
    this.#within(undefined, run);
  }

  #within(event: Executed | undefined, run: () => void): void {
    const outer = this.#event;
    this.#event = event;
    try {
      run();
    } finally {
      this.#event = outer;
    }
  }

  /** What is done in another's event, on behalf of what is at work now. */
  putOff(run: () => void): () => void {
    const cause = this.executed();
    return () => {
      this.#putOff = cause;
      try {
        run();
      } finally {
        this.#putOff = undefined;
      }
    };
  }

  /** The line to which what is made now belongs, and what becomes of it, be it by a call before an await. */
  executed(asker?: Asker): Executed | undefined {
    const before = this.#atWork;
    const { line, fate } = this.#userLines.executed(before?.fate, asker);
    if (line === undefined) return before;
    return { line, fate: this.#isReading() ? fate : withoutLoops(fate, before?.fate) };
  }
}

/** What is let go before there are records is no work on a record: most programs so begin a loop. */
function withoutLoops(fate: CallFate | undefined, before: CallFate | undefined): CallFate | undefined {
  if (fate === undefined) return undefined;
  const { letGo, perhaps, kept: _kept, ...rest } = fate;
  return {
    ...rest,
    ...(letGo !== undefined && letGo.at === before?.letGo?.at ? { letGo } : {}),
    ...(perhaps !== undefined && perhaps === (before?.letGo?.at ?? before?.perhaps) ? { perhaps } : {}),
  };
}
