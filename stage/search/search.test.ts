import { describe, expect, it } from 'vitest';
import { RunAborted } from '../run-aborted.ts';
import type { FaultKind } from '../deviation.ts';
import type { Life } from '../ledger.ts';
import type { RunJob, Runner, RunResult } from '../run-result.ts';
import { allOf } from '../testing/ledger.ts';
import { type Toy, toyRunner } from '../testing/toy.ts';
import { expectedOf } from '../verdict/expected.ts';
import { findingsOf } from '../report/findings.ts';
import { search, type SearchOptions } from './search.ts';
import type { Searched } from './searched.ts';
import { expectedIn, shrunk } from './shrink.ts';

const options = (toy: Toy, more: Partial<SearchOptions> = {}): SearchOptions => ({
  seed: 's',
  budgets: { 'consumer.crash': 1, 'request.lost': 1 },
  runners: [toyRunner(toy), toyRunner(toy)],
  pairsMax: 0,
  walksMax: 0,
  ...more,
});

const found = ({ tried }: Searched): string[] => [
  ...new Set(
    tried.flatMap(({ anomalies }) => anomalies.map(({ kind, what, line }) => `${kind} of ${what}, line ${line?.line}`)),
  ),
];

describe('a search', () => {
  it('tries no fault, then every fault at every point, and says that it did', async () => {
    const searched = await search(options({ order: 'work first' }));
    expect(searched.extents).toEqual({ 'no fault': { runs: 1, of: 1 }, 'one fault': { runs: 6, of: 6 } });
    expect(searched.expected.outcomes).toEqual(allOf(['insert']).outcomes);
    expect(searched.wider).toBe(searched.expected);
    expect(searched.tried.map(({ job }) => job.deviations.map(({ at, fault }) => `${fault.kind} at ${at}`))).toEqual([
      [],
      ['consumer.crash at 0'],
      ['consumer.crash at 1'],
      ['request.lost at 1'],
      ['consumer.crash at 2'],
      ['consumer.crash at 3'],
      ['request.lost at 3'],
    ]);
  });

  it('finds what the order of work and commit gives, and whose line it comes from', async () => {
    expect(found(await search(options({ order: 'work first' })))).toEqual(['duplicate of insert, line 1']);
    expect(found(await search(options({ order: 'commit first' })))).toEqual(['loss of insert, line 1']);
    const offByOne = await search(options({ order: 'work first', offByOne: true }));
    expect(found(offByOne)).toContain('duplicate of insert, line 2');
  });

  it('ends where the program does nothing with any record, though nothing goes wrong', async () => {
    const run = toyRunner({ order: 'work first' });
    const still: Runner = async (job) => {
      const result = await run(job);
      return { ...result, ledger: { ...result.ledger, outcomes: [], commits: [] } };
    };
    const expected = expectedOf((await run({ seed: 's', deviations: [] })).ledger);
    const searched = await search(options({ order: 'work first' }, { runners: [still], expected }));
    expect(searched.extents).toEqual({ 'no fault': { runs: 1, of: 1 } });
    expect(searched.tried[0].anomalies.map(({ kind, record }) => `${kind} of ${record}`)).toEqual([
      'stuck of r0',
      'stuck of r1',
    ]);
  });

  it('tries every crash where records come one by one as well, if that is another run', async () => {
    const [together, apart] = [toyRunner({ order: 'work first' }), toyRunner({ order: 'commit first' })];
    const run: Runner = (job) => (job.oneByOne ? apart : together)(job);
    const searched = await search(options({ order: 'work first' }, { runners: [run] }));
    const crashes = searched.tried.filter(({ job }) => job.oneByOne && job.deviations.length === 1);
    expect(searched.extents['one by one']).toEqual({ runs: crashes.length + 1, of: crashes.length + 1 });
    expect(new Set(crashes.map(({ job }) => job.deviations[0].fault.kind))).toEqual(new Set(['consumer.crash']));
    expect(crashes.flatMap(({ anomalies }) => anomalies.map(({ kind }) => kind))).toContain('loss');
    const [shown] = await findingsOf(searched, { records: 2, processes: 1 }, 'kafkajs', [run]);
    expect(shown).toMatchObject({ anomaly: 'loss', replay: { oneByOne: true } });
    expect(shown.faults[0]).toBe('records that come one by one, and a slow world outside');
  });

  it.each([
    ['alive', ['consumer.crash', 'terminate']],
    ['terminated', ['consumer.crash']],
  ] as const)('has a program asked to end where records come one by one: it ends %s', async (end, kinds) => {
    const run = askedToEnd(end);
    const budgets = { 'consumer.crash': 1, terminate: 1 };
    const searched = await search(options({ order: 'work first' }, { runners: [run], budgets }));
    const apart = searched.tried.filter(({ job }) => job.oneByOne && job.deviations.length === 1);
    expect([...new Set(apart.map(({ job }) => job.deviations[0].fault.kind))]).toEqual(kinds);
  });

  it('kills a program that was asked to end, where brokers have seen more of it than they see without that', async () => {
    const asked = askedToEnd('alive');
    const run: Runner = async (job) => {
      const result = await asked(job);
      const [first, ...rest] = job.deviations;
      if (first?.fault.kind !== 'terminate' || rest.length > 0) return result;
      const answered = { ...result.points[first.at], at: result.points.length, incarnation: 0 };
      return { ...result, points: [...result.points, { ...answered, history: `asked at ${first.at}` }] };
    };
    const budgets = { 'consumer.crash': 1, terminate: 1 };
    const searched = await search(options({ order: 'work first' }, { runners: [run], budgets }));
    const killed = searched.tried.filter(({ job }) => job.deviations.length === 2);
    expect(killed.map(({ job }) => job.deviations.map(({ fault }) => fault.kind))).toEqual(
      killed.map(() => ['terminate', 'consumer.crash']),
    );
    expect(new Set(killed.map(({ job }) => job.oneByOne))).toEqual(new Set([undefined, true]));
    expect(searched.extents['SIGTERM and a crash']).toMatchObject({ runs: killed.length, of: killed.length });
    expect(searched.extents['two faults']).toBeUndefined();
  });

  it('goes on to two faults, without those that come to the same', async () => {
    const searched = await search(options({ order: 'work first' }, { pairsMax: 1000 }));
    const pairs = searched.tried.filter(({ job }) => job.deviations.length === 2);
    expect(searched.extents['two faults']).toEqual({
      runs: pairs.length,
      of: pairs.length,
      equal: expect.any(Number),
    });
    expect(pairs.length).toBeGreaterThan(3);
    expect(searched.extents['two faults']?.equal).toBeGreaterThan(0);
    const few = await search(options({ order: 'work first' }, { pairsMax: 2 }));
    expect(few.extents['two faults']).toEqual({ runs: 2, of: pairs.length, equal: expect.any(Number) });
  });

  it('ends a process with each call that is late where nothing is tried one by one, though no pairs are asked for', async () => {
    const toy = toyRunner({ order: 'work first' });
    const run: Runner = async ({ deviations, ...job }) => {
      const result = await toy({ ...job, deviations: [] });
      const points = result.points.map((point) => ({
        ...point,
        faults: point.kind === 'effect' ? [{ kind: 'effect.late' as const }] : [],
      }));
      const [late] = deviations;
      if (late === undefined) return { ...result, points };
      const faults = [{ kind: 'consumer.crash' as const }];
      return {
        ...result,
        points: [...points, { ...points[late.at], at: points.length, what: 'insert, late', faults }],
      };
    };
    const budgets = { 'consumer.crash': 1, 'effect.late': 1 };
    const pairsIn = ({ tried }: Searched): string[][] =>
      tried
        .map(({ job }) => job.deviations.map(({ at, fault }) => `${fault.kind} at ${at}`))
        .filter(({ length }) => length === 2);
    const searched = await search(options({ order: 'work first' }, { runners: [run], budgets, isExact: false }));
    expect(pairsIn(searched)).toEqual([
      ['effect.late at 0', 'consumer.crash at 4'],
      ['effect.late at 2', 'consumer.crash at 4'],
    ]);
    expect(searched.extents['two faults']).toMatchObject({ runs: 2, of: 2 });
    const exact = await search(options({ order: 'work first' }, { runners: [run], budgets }));
    expect(pairsIn(exact)).toEqual([]);
  });

  it('walks, and spends no more than the budgets', async () => {
    const { tried, extents } = await search(options({ order: 'work first' }, { walksMax: 5 }));
    expect(extents.walks).toEqual({ runs: 5, of: 5 });
    const kinds = tried.map(({ job }) => job.deviations.map(({ fault }) => fault.kind));
    expect(kinds.filter((of) => new Set(of).size < of.length)).toEqual([]);
    expect(Math.max(...kinds.map(({ length }) => length))).toBe(2);
  });

  it('tries first what was found before', async () => {
    const remembered = [{ seed: 's', deviations: [{ at: 3, fault: { kind: 'consumer.crash' } as const }] }];
    const { tried } = await search(options({ order: 'work first' }, { remembered }));
    expect(tried[1].job).toEqual(remembered[0]);
    expect(tried[1].anomalies).toHaveLength(1);
  });

  it('counts what was found before as tried only where it can still happen', async () => {
    const before = (at: number, kind: FaultKind): RunJob => ({ seed: 's', deviations: [{ at, fault: { kind } }] });
    const remembered = [before(3, 'consumer.crash'), before(999, 'consumer.crash'), before(3, 'rebalance')];
    const { tried, extents } = await search(options({ order: 'work first' }, { remembered }));
    expect(extents.remembered).toEqual({ runs: 1, of: 3, gone: 2 });
    expect(tried[1].job).toEqual(remembered[0]);
  });

  it('says of what was found before where time is real that its point does not come, and not of what came to something else', async () => {
    const of = (at: number): RunJob => ({ seed: 's', deviations: [{ at, fault: { kind: 'consumer.crash' } }] });
    const run = toyRunner({ order: 'work first' });
    const missing: Runner = async (job) => ({ ...(await run(job)), isMissed: job.deviations.length > 0 });
    const { extents } = await search(
      options({ order: 'work first' }, { runners: [missing], isExact: false, remembered: [of(3), of(999)] }),
    );
    expect(extents.remembered).toEqual({ runs: 0, of: 2, gone: 1 });
  });

  it('stops when it is told to, and says how far it came', async () => {
    let asked = 0;
    const stop = (): boolean => (asked += 1) >= 3;
    const { extents } = await search(options({ order: 'work first' }, { stop, pairsMax: 9, walksMax: 9 }));
    expect(extents).toEqual({ 'no fault': { runs: 1, of: 1 }, 'one fault': { runs: 3, of: 6 } });
  });

  it('ends when its runs are ended in the middle, and says how far it came', async () => {
    const run = toyRunner({ order: 'work first' });
    let runs = 0;
    const runner: Runner = (job) => ((runs += 1) > 4 ? Promise.reject(new RunAborted()) : run(job));
    const stop = (): boolean => runs > 4;
    const { extents } = await search(options({ order: 'work first' }, { runners: [runner], stop }));
    expect(extents).toEqual({ 'no fault': { runs: 1, of: 1 }, 'one fault': { runs: 1, of: 6 } });
  });

  it('says so when a run does not repeat itself', async () => {
    const run = toyRunner({ order: 'work first' });
    let times = 0;
    const flaky = async (job: Parameters<typeof run>[0]): Promise<RunResult> => {
      const result = await run(job);
      times += 1;
      const trace = result.trace.map((step, at) => (at === 2 ? { ...step, text: `drawn ${times}` } : step));
      return { ...result, trace, digest: `${result.digest} ${times}` };
    };
    const { difference, extents } = await search(options({ order: 'work first' }, { runners: [flaky] }));
    expect(difference).toMatchObject({ step: 2, first: 'process 0: drawn 1, at 2 ms' });
    expect(Object.keys(extents)).toEqual(['no fault']);
  });
});

describe('a finding', () => {
  const deviations = [
    { at: 1, fault: { kind: 'request.lost' } as const },
    { at: 5, fault: { kind: 'consumer.crash' } as const },
  ];

  async function shrunkUntil(stop?: () => boolean) {
    const run = toyRunner({ order: 'work first' }, 4);
    const size = { records: 4, processes: 1 };
    const expected = expectedIn(allOf(['insert']), run);
    const { ledger: calm } = await run({ seed: 's', deviations: [] });
    const sought = { kind: 'duplicate', owner: 'user' } as const;
    return shrunk({ seed: 's', deviations }, sought, { size, run, expected, calm, stop });
  }

  it('is made smaller: fewer faults, fewer records', async () => {
    expect(await shrunkUntil()).toEqual({
      seed: 's',
      records: 1,
      deviations: [{ at: 1, fault: { kind: 'consumer.crash' } }],
    });
  });

  it('is as small as it is by then when time is up', async () => {
    expect(await shrunkUntil(() => true)).toEqual({ seed: 's', deviations });
    let looks = 0;
    expect(await shrunkUntil(() => (looks += 1) > 2)).toEqual({ seed: 's', deviations: [deviations[1]] });
  });
});

/** A toy that may be asked to end at every point, and ends as it crashes; one by one it is another program. */
function askedToEnd(end: Life['end']): Runner {
  const terminate = { kind: 'terminate' } as const;
  const [together, apart] = [toyRunner({ order: 'work first' }), toyRunner({ order: 'commit first' })];
  return async (job) => {
    const isAsked = job.deviations.some(({ fault }) => fault.kind === 'terminate');
    const deviations = job.deviations.map(({ at }) => ({ at, fault: { kind: 'consumer.crash' } as const }));
    const result = await (job.oneByOne ? apart : together)({ ...job, deviations });
    const asked = { process: 0, incarnation: 0, end };
    return {
      ...result,
      points: result.points.map((point) => ({ ...point, faults: [...point.faults, terminate] })),
      ledger: isAsked ? { ...result.ledger, lives: [asked, ...result.ledger.lives] } : result.ledger,
    };
  };
}
