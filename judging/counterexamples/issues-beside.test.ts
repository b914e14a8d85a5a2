import { describe, expect, test } from 'vitest';
import type { Action } from '../../model/action.ts';
import type { Schedule } from '../../model/machine.ts';
import { WorkerLostError } from '../../explorers/parallel/pool.ts';
import { HAZARDS } from '../../properties/hazards/hazards.ts';
import type { GuaranteeVerdict } from '../../reports/documents/verdict.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { NO_TIME_LIMIT, TimeLimit } from '../searches/time-limit.ts';
import { verify } from '../verify.ts';
import { IssuesBeside } from './issues-beside.ts';
import { type IssueQuestion, unreleasedIssues } from './known-issues.ts';

/** A hazard that no release has mended yet: what is told of it, and what is asked for that. */
async function unreleased(): Promise<{ guarantees: readonly GuaranteeVerdict[]; questions: readonly IssueQuestion[] }> {
  const setup = setupOf(HAZARDS.find(({ id }) => id === 'B38')?.setup ?? expect.fail('B38'));
  const { guarantees } = await verify(setup, { remedies: false });
  const questions = guarantees.flatMap(({ id: guarantee, causes = [] }) =>
    causes.map(({ cause, schedule, setup: small }) => ({
      world: small === undefined ? setup : setupOf(small),
      hole: { guarantee, cause, schedule: schedule as Schedule<Action> },
    })),
  );
  return { guarantees, questions };
}

const { guarantees, questions } = await unreleased();

/** The same verdicts before anybody has asked. */
const unasked = guarantees.map((verdict): GuaranteeVerdict => {
  const causes = verdict.causes?.map(({ known: _known, ...told }) => told);
  return causes === undefined ? verdict : { ...verdict, counterexample: causes[0], causes };
});

describe('what a hole is known as that no release has mended', () => {
  test('V8: is told as if it had been asked at once, one question after another', async () => {
    let asked = 0;
    const issues = new IssuesBeside({ time: NO_TIME_LIMIT }, () => ({
      ask: async (question) => {
        asked += 1;
        expect(asked).toBe(1);
        const known = await unreleasedIssues(question, { time: NO_TIME_LIMIT });
        asked -= 1;
        return known;
      },
      end: async () => {},
    }));
    expect(await Promise.all(questions.map((question) => issues.ask(question)))).toEqual([[], []]);
    expect(await issues.toldIn(unasked)).toEqual(guarantees);
    for (const { hole } of questions) expect(await issues.knownOf(hole.guarantee, hole)).toEqual(['KAFKA-15591']);
    await issues.end();
  });

  test('V8: is not told once time is up', async () => {
    const stop = { aborted: false };
    const issues = new IssuesBeside({ time: new TimeLimit({ signal: stop, now: () => 0 }) }, () => ends());
    for (const question of questions) await issues.ask(question);
    stop.aborted = true;
    expect(await issues.toldIn(unasked)).toEqual(unasked);
  });

  test('V8: is not told by a thread that is gone, and whoever waits for it is told so', async () => {
    const thread = ends();
    const issues = new IssuesBeside({ time: NO_TIME_LIMIT }, () => thread);
    await issues.ask(questions[0]);
    await thread.end();
    await expect(issues.toldIn(unasked)).rejects.toThrow(WorkerLostError);
    await issues.end();
  });
});

/** A thread that answers nothing until it ends. */
function ends(): { ask: () => Promise<never>; end: () => Promise<void> } {
  let lose: (error: Error) => void;
  const lost = new Promise<never>((_, reject) => (lose = reject));
  lost.catch(() => {});
  return { ask: () => lost, end: async () => lose(new WorkerLostError(2, 2, 'ended')) };
}
