import type { SourceLine } from '../decision-point.ts';
import type { TraceStep } from '../run-result.ts';
import type { Life } from './time/life.ts';
import type { Time } from './time/time.ts';

/** What happened in a run, for people and for its digest. */
export class Story {
  readonly steps: TraceStep[] = [];
  /** Everything, also what is too small to be told. The user's lines are not in it: to look at them changes nothing. */
  readonly #heard: string[] = [];
  /** The last that a process wrote to its standard error. */
  lastWords: string | undefined;

  private readonly time: Time;

  constructor(time: Time) {
    this.time = time;
  }

  /** Something for the digest alone. */
  hear(text: string): void {
    this.#heard.push(`${this.time.now} ${text}`);
  }

  tell(text: string, life: Life | null, line?: SourceLine, fault?: boolean): void {
    this.hear(`${life?.name ?? ''} ${text}`);
    this.steps.push({
      time: this.time.now,
      ...(life === null ? {} : { process: life.process, incarnation: life.incarnation }),
      text,
      ...(line === undefined ? {} : { line }),
      ...(fault ? { fault } : {}),
    });
  }

  /** What a process writes to its outputs. */
  print(life: Life, fd: number, text: string): void {
    this.hear(`${life.name} ${fd} ${text}`);
    if (fd === 2) this.lastWords = text;
  }

  get all(): string {
    return this.#heard.join('\n');
  }
}
