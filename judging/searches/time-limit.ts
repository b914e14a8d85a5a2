import type { StopSignal } from '../../explorers/stop-signal.ts';

export interface TimeLimitOptions {
  /** Asks to stop. An `AbortSignal` is one. */
  readonly signal?: { readonly aborted: boolean };
  /** Milliseconds that all of the work may take; no limit when left out. */
  readonly budgetMs?: number;
  /** Milliseconds since any fixed moment. */
  now(): number;
}

/** How long the work of one command may go on: until the user has had enough, or its budget is spent. */
export class TimeLimit {
  /** Whether there is a budget. */
  readonly isTimed: boolean;
  private readonly options: TimeLimitOptions;
  private readonly began: number;
  private over: number | undefined;

  constructor(options: TimeLimitOptions) {
    this.options = options;
    this.isTimed = options.budgetMs !== undefined;
    this.began = options.now();
  }

  /** Stops work that may go on until this share of the budget, counted from the beginning of the command, is spent. */
  until(share: number): StopSignal {
    const { signal, budgetMs = Infinity } = this.options;
    const now = (): number => this.options.now();
    const end = this.began + share * budgetMs;
    const isInterrupted = (): boolean => signal?.aborted === true;
    return {
      get aborted() {
        return isInterrupted() || (end < Infinity && now() >= end);
      },
      get why() {
        if (isInterrupted()) return 'interrupted';
        return `${share < 1 ? 'its share of the ' : ''}budget of ${budgetMs / 1000} s`;
      },
    };
  }

  /**
   * Stops what is still told after an interrupt: so many milliseconds after this was first asked for. Of a budget nobody waits
   * for the end with a finger on the keys.
   */
  after(ms: number): StopSignal {
    const { options } = this;
    const end = (this.over ??= options.now()) + ms;
    return {
      get aborted() {
        return options.signal?.aborted === true && options.now() >= end;
      },
      why: 'time is up',
    };
  }
}

/** No limit: work goes on until it is done. */
export const NO_TIME_LIMIT = new TimeLimit({ now: () => 0 });
