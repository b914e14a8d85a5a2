import { EnvironmentMemory } from '../../explorers/compositional/environment-memory.ts';
import { AskedThread } from '../../explorers/parallel/asked-thread.ts';
import { WorkerLostError } from '../../explorers/parallel/pool.ts';
import type { Counterexample, GuaranteeVerdict } from '../../reports/documents/verdict.ts';
import type { SearchLimits } from '../searches/limits.ts';
import { budgetShares } from '../searches/plans.ts';
import { whenAborted } from '../searches/when-aborted.ts';
import { type IssueQuestion, releasedIssues } from './known-issues.ts';

/** The program of the thread, compiled: it lies beside this file. */
const program = new URL('./issues-thread-program.js', import.meta.url);

/** A thread that is asked what holes are known as, as far as it is needed here. */
type IssuesThread = Pick<AskedThread<IssueQuestion, readonly string[]>, 'ask' | 'end'>;

/**
 * Finds out in a thread of its own what holes are known as that no release has mended. Nobody waits for it before the last of the
 * remedies, an upgrade to a release to come; whereas which release mended a hole is asked at once, in this thread.
 */
export class IssuesBeside {
  private readonly limits: Pick<SearchLimits, 'time' | 'memory'>;
  private readonly threadFor: typeof issuesThread;
  private readonly environments = new EnvironmentMemory();
  /** What is not known yet, by guarantee and cause. */
  private readonly awaited = new Map<string, Promise<readonly string[]>>();
  private thread: IssuesThread | undefined;
  /** The question before is answered, or never will be. */
  private before: Promise<unknown> = Promise.resolve();
  private stopLooking: (() => void) | undefined;

  constructor(limits: Pick<SearchLimits, 'time' | 'memory'>, threadFor = issuesThread) {
    this.limits = limits;
    this.threadFor = threadFor;
  }

  /** What the hole is known as that a release has mended. The rest is asked for, if that is nothing. */
  async ask(question: IssueQuestion): Promise<readonly string[]> {
    const { environments, awaited } = this;
    const { time } = this.limits;
    const { known, isOpen } = await releasedIssues(question, { time, environments });
    if (!isOpen) return known;
    const answer = this.answered(question);
    // Whoever waits for it is told that the thread is lost.
    this.before = answer.catch(() => {});
    awaited.set(keyOf(question.hole.guarantee, question.hole), answer);
    return [];
  }

  /**
   * All that a counterexample is known as.
   *
   * @throws {WorkerLostError} when the thread is gone before it has answered.
   */
  async knownOf(
    guarantee: string,
    counterexample: Pick<Counterexample, 'cause' | 'known'>,
  ): Promise<readonly string[]> {
    return (await this.awaited.get(keyOf(guarantee, counterexample))) ?? counterexample.known ?? [];
  }

  /** The verdicts, their counterexamples with all that they are known as. */
  async toldIn(verdicts: readonly GuaranteeVerdict[]): Promise<GuaranteeVerdict[]> {
    const told: GuaranteeVerdict[] = [];
    for (const verdict of verdicts) {
      const causes: Counterexample[] = [];
      for (const counterexample of verdict.causes ?? []) {
        const known = await this.knownOf(verdict.id, counterexample);
        causes.push(known.length === 0 ? counterexample : { ...counterexample, known });
      }
      told.push(causes.length === 0 ? verdict : { ...verdict, counterexample: causes[0], causes });
    }
    return told;
  }

  /** Ends the thread, whatever it is at. */
  async end(): Promise<void> {
    this.stopLooking?.();
    await this.thread?.end();
  }

  private async answered(question: IssueQuestion): Promise<readonly string[]> {
    const { before } = this;
    const signal = this.limits.time.until(budgetShares.telling);
    this.thread ??= this.threadFor(this.limits);
    this.stopLooking ??= whenAborted(signal, () => this.end());
    const { thread } = this;
    await before;
    try {
      return await thread.ask(question);
    } catch (error) {
      if (signal.aborted) return [];
      throw error;
    }
  }
}

const issuesThread = ({ memory }: Pick<SearchLimits, 'memory'>): IssuesThread =>
  new AskedThread(program, { heapMax: memory?.max, lostBy });

const lostBy = (how: string): WorkerLostError => new WorkerLostError(2, 2, how);

const keyOf = (guarantee: string, { cause }: Pick<Counterexample, 'cause'>): string =>
  JSON.stringify([guarantee, cause]);
