import { describe, expect, it } from 'vitest';
import { clusterTrial } from '../../properties/trial.ts';
import { ALL_REDUCTIONS, NO_REDUCTIONS } from '../../reductions/reduced.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import type { SearchLimits } from './limits.ts';
import type { Plan, Stage } from './plan.ts';
import type { ProgressReport } from '../progress-report.ts';
import { runPlan } from './run-plan.ts';
import { TimeLimit } from './time-limit.ts';

const setup = setupOf({
  cluster: { brokers: 1 },
  consumer: { 'enable.auto.commit': false, 'auto.offset.reset': 'earliest' },
  faults: { 'consumer.crash': 1, rebalance: 1 },
  scope: { records: 2 },
});
const trial = clusterTrial(setup);

/** A follower may lag, once. */
const lagging = clusterTrial(
  setupOf({
    cluster: { brokers: 2 },
    topic: { 'replication.factor': 2 },
    faults: { rebalance: 1 },
    scope: { records: 1, members: 1, lags: 1 },
  }),
);

const scope = (statesMax: number, more: Partial<Stage> = {}): Stage =>
  ({ method: 'exhaustive', reductions: NO_REDUCTIONS, statesMax, ...more }) as Stage;
const walk = (runs: number, more: Partial<Stage> = {}): Stage =>
  ({ method: 'walk', seed: 's', runs, ...more }) as Stage;

/** Runs a plan under a clock that moves to what the listener returns whenever progress is reported. */
function under(
  plan: Plan,
  { budgetMs, clock }: { budgetMs?: number; clock?: (report: ProgressReport) => number } = {},
) {
  let now = 0;
  const limits: SearchLimits = { workers: 1, time: new TimeLimit({ budgetMs, now: () => now }) };
  return runPlan(trial, plan, limits, (report) => {
    now = clock?.(report) ?? now;
  });
}

const told = async (running: ReturnType<typeof under>) => {
  const { results } = await running;
  return results.map(({ method, complete, found }) => `${method} ${complete ? 'complete' : ''} ${found.length > 0}`);
};

describe('a plan', () => {
  it('ends with a search of the whole scope', async () => {
    const plan = [scope(2 ** 31), walk(1000, { when: 'unfinished' })];
    expect(await told(under(plan))).toEqual(['exhaustive complete true']);
  });

  it('walks where the scope is too large, and says how far it was searched', async () => {
    const { results, undone } = await under([scope(1000), walk(1200, { when: 'unfinished' })]);
    const [searched, walked] = results;
    expect(searched.stopped).toMatch(/^scope not finished: [\d,]+ states, depth \d+; bound of 1,000 states$/);
    expect(walked.evidence(1)).toMatchObject({ method: 'walk', runs: 1200, unfinished: searched.stopped });
    expect(undone).toEqual([]);
  });

  it('is complete with few faults where the whole scope is too large, and counts what happens there once', async () => {
    const few = { method: 'few-faults', reductions: NO_REDUCTIONS, statesMax: 100_000, when: 'unfinished' } as const;
    const walks = walk(20, { when: 'unfinished' });
    const { results, coverage } = await under([scope(1000), few, walks]);
    expect(results.map(({ method, faultsAtMost }) => [method, faultsAtMost])).toEqual([
      ['exhaustive', undefined],
      ['exhaustive', 1],
      ['walk', undefined],
    ]);
    expect(results[1].evidence(7)).toMatchObject({ stopped: results[0].stopped, exercised: 7 });
    expect(results[2].evidence(1)).toMatchObject({ unfinished: results[0].stopped });
    expect(coverage.actions).toEqual((await under([scope(1000), walks])).coverage.actions);
  });

  it('is complete with few lags as well, each of what it is sure of by itself', async () => {
    const few = { reductions: NO_REDUCTIONS, statesMax: 100_000, when: 'unfinished' } as const;
    const plan: Plan = [scope(500), { method: 'few-lags', ...few }, { method: 'few-faults', ...few }];
    const { results } = await runPlan(lagging, plan, { workers: 1, time: new TimeLimit({ now: () => 0 }) });
    expect(results.map(({ lagsAtMost, faultsAtMost }) => [lagsAtMost, faultsAtMost])).toEqual([
      [undefined, undefined],
      [0, undefined],
      [undefined, 0],
    ]);
    expect(results[1].evidence(7)).toMatchObject({ stopped: results[0].stopped, exercised: 7 });
  });

  it('is complete with few faults while no follower lags where all of them are too many, and not where they are not', async () => {
    const few = { reductions: NO_REDUCTIONS, when: 'unfinished' } as const;
    const faults = { method: 'few-faults', statesMax: 100_000, withoutLag: true, ...few } as const;
    const resultsOf = async (lagsStatesMax: number) => {
      const plan: Plan = [scope(500), { method: 'few-lags', statesMax: lagsStatesMax, ...few }, faults];
      const { results } = await runPlan(lagging, plan, { workers: 1, time: new TimeLimit({ now: () => 0 }) });
      return results.map(({ lagsAtMost, faultsAtMost, withoutLag }) => [lagsAtMost, faultsAtMost, withoutLag]);
    };
    expect(await resultsOf(20)).toEqual([
      [undefined, undefined, undefined],
      [null, undefined, undefined],
      [undefined, 0, true],
    ]);
    expect(await resultsOf(100_000)).toEqual([
      [undefined, undefined, undefined],
      [0, undefined, undefined],
    ]);
  });

  it('says of few faults while no follower lags what it left out, unless all of them came to their end behind that', async () => {
    const few = { reductions: NO_REDUCTIONS, when: 'unfinished' } as const;
    const undoneWith = async (lagsStatesMax: number): Promise<readonly string[]> => {
      const plan: Plan = [
        scope(500),
        { method: 'few-faults', statesMax: 20, withoutLag: true, ...few },
        { method: 'few-lags', statesMax: lagsStatesMax, ...few },
      ];
      return (await runPlan(lagging, plan, { workers: 1, time: new TimeLimit({ now: () => 0 }) })).undone;
    };
    expect(await undoneWith(20)).toEqual(['not searched to the end, while no follower lags: what happens with none']);
    expect(await undoneWith(100_000)).toEqual([]);
  });

  it('gives a large scope up where few lags tell that it has too many states, and does not search these again', async () => {
    const twice = clusterTrial({ ...lagging.world.setup, scope: { ...lagging.world.setup.scope, lags: 2 } });
    const by = { method: 'few-lags', reductions: NO_REDUCTIONS, statesMax: 100_000, when: 'unfinished' } as const;
    const doubted = async (statesMax: number) => {
      const begun: number[] = [];
      let last = Infinity;
      const plan: Plan = [scope(statesMax, { doubt: { from: 1000, by } }), by];
      const { results } = await runPlan(
        twice,
        plan,
        { workers: 1, time: new TimeLimit({ now: () => 0 }) },
        ({ done }) => {
          if (done < last) begun.push(done);
          last = done;
        },
      );
      return { begun: begun.length, results };
    };
    const given = await doubted(1500);
    expect(given.results[0].stopped).toMatch(
      /by [\d,]+ with 0 lags and [\d,]+ with 1 lag some [\d,]+ are to be expected$/,
    );
    expect(given.results[1].lagsAtMost).toBe(1);
    expect(given.begun).toBe(3);
    const whole = await doubted(2 ** 31);
    expect(whole.results.map(({ complete }) => complete)).toEqual([true]);
  });

  it('counts by random runs what a reduced search leaves out; they stand before it', async () => {
    const plan = [scope(2 ** 31, { reductions: ALL_REDUCTIONS }), walk(20, { when: 'uncounted' })];
    const { results } = await under(plan);
    expect(results.map(({ method, reduced }) => [method, reduced])).toEqual([
      ['walk', false],
      ['exhaustive', true],
    ]);
  });

  it('searches a scope again with nothing left out where that came to few states, and believes the one that came to its end', async () => {
    const reduced = scope(2 ** 31, { reductions: ALL_REDUCTIONS });
    const again = (statesMax: number, statesAtMost: number) => scope(statesMax, { when: { statesAtMost } });
    const methods = async (plan: Plan) =>
      (await under(plan)).results.map((result) => [result.reduced, result.complete]);
    const count = walk(20, { when: 'uncounted' });
    expect(await methods([reduced, again(2 ** 31, 2 ** 31), count])).toEqual([[false, true]]);
    expect(await methods([reduced, again(100, 2 ** 31)])).toEqual([[true, true]]);
    expect(await methods([reduced, again(2 ** 31, 100)])).toEqual([[true, true]]);
  });

  it('goes on to a stage that asks for a violation only as long as there is none', async () => {
    const again = (property: string) => scope(2 ** 31, { when: { nothingOf: [property] } });
    const small = scope(8000);
    expect(await told(under([small, again('no-duplicates')]))).toEqual(['exhaustive  true']);
    expect(await told(under([small, again('no-loss')]))).toEqual(['exhaustive complete true']);
  });
});

describe('what a stage has found', () => {
  it('is kept where the stage after it finds nothing before it is stopped', async () => {
    const plan = [scope(8000), scope(2 ** 31, { reductions: ALL_REDUCTIONS })];
    let reports = 0;
    // The plain search reports a state more each time; the reduced one begins anew, and is stopped at once.
    let states = 0;
    const { results } = await under(plan, {
      budgetMs: 1,
      clock: ({ done }) => {
        const begunAnew = done < states;
        states = done;
        reports += 1;
        return begunAnew ? 1 : 0;
      },
    });
    expect(reports).toBeGreaterThan(2);
    expect(results.map(({ reduced, found }) => [reduced, found.length > 0])).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  it('gives way to a search of the whole scope, which finds it again', async () => {
    expect(await told(under([scope(8000), scope(2 ** 31)]))).toEqual(['exhaustive complete true']);
  });
});

describe('what a plan went through', () => {
  it('is counted once, by the search that the others gave way to', async () => {
    const { coverage, results } = await under([scope(8000), scope(2 ** 31)]);
    expect(coverage).toEqual(results[0].coverage);
  });

  it('holds what only a search has come across that gave way to one that did not come so far', async () => {
    const plan: Plan = [scope(8000), scope(2, { reductions: ALL_REDUCTIONS })];
    const { coverage, results } = await under(plan);
    expect(results[results.length - 1].coverage.actions['consumer.crash']).toBeUndefined();
    expect(coverage.actions['consumer.crash']).toBeGreaterThan(0);
  });
});

describe('a plan that runs out of time', () => {
  const plan = [scope(2 ** 31, { untilShare: 0.5 }), walk(2000, { when: 'unfinished' })];

  it('in its first stage: the search says so, and the next has its share', async () => {
    const { results, undone } = await under(plan, { budgetMs: 1000, clock: () => 500 });
    expect(results[0].stopped).toMatch(/; its share of the budget of 1 s$/);
    expect(results[1].evidence(1)).toMatchObject({ runs: 2000 });
    expect(undone).toEqual([]);
  });

  it('before a later stage: it is named', async () => {
    const { results, undone } = await under(plan, { budgetMs: 1000, clock: () => 1000 });
    expect(results).toHaveLength(1);
    expect(undone).toEqual(['random runs not begun: budget of 1 s']);
  });

  it('within a later stage: how far it came is said', async () => {
    const clock = ({ phase }: ProgressReport): number => (phase === 'runs' ? 1000 : 500);
    const { results, undone } = await under(plan, { budgetMs: 1000, clock });
    expect(results[1].evidence(1)).toMatchObject({ runs: 500 });
    expect(undone).toEqual(['random runs ended after 500 of 2,000: budget of 1 s']);
  });

  it('before it begins: the first stage begins all the same, and nothing else', async () => {
    const limits = { workers: 1, time: new TimeLimit({ signal: { aborted: true }, now: () => 0 }) };
    const { results, undone } = await runPlan(trial, plan, limits);
    expect(results.map(({ stopped }) => stopped)).toEqual([expect.stringMatching(/; interrupted$/)]);
    expect(undone).toEqual(['random runs not begun: interrupted']);
    const [walked] = (await runPlan(trial, [walk(100)], limits)).results;
    expect(walked.evidence(0)).toMatchObject({ runs: 0 });
  });
});
