import { describe, expect, it } from 'vitest';
import { SetupError } from '../setups/place.ts';
import { resolveSetup } from '../setups/resolve/resolve.ts';
import { setupInput } from '../setups/input.ts';
import type { ProgressReport } from './progress-report.ts';
import { fakeHost } from './testing/fake-host.ts';
import { verify, type VerifyOptions, verifyOn } from './verify.ts';

/** The leader acknowledges alone, and may die: what is violated is violated by a crash, and closed by a setting. */
const draft = {
  cluster: { brokers: 2 },
  topic: { 'replication.factor': 2, 'min.insync.replicas': 1 },
  producer: { acks: 1 },
  consumer: { 'enable.auto.commit': false, 'auto.offset.reset': 'earliest' },
  application: { commit: 'after-processing' },
  faults: { 'broker.crash': 1 },
  scope: { records: 1, members: 1, lags: 0 },
};

/** Verifies on a clock that moves to what `clock` says whenever progress is reported. */
function verifyBy(clock: (report: ProgressReport) => number | undefined, options: VerifyOptions = {}) {
  const host = fakeHost();
  return verifyOn(host, draft, {
    budgetMs: 10_000,
    ...options,
    onProgress: (report) => {
      host.time = clock(report) ?? host.time;
    },
  });
}

describe('verify', () => {
  it('takes a setup as its file would spell it, and gives the document of the command line', async () => {
    const document = await verify(draft, { name: 'billing' });
    expect(document).toMatchObject({
      format: 'kafka-trial/verdict',
      version: 1,
      name: 'billing',
      seed: 'kafka-trial',
      semantics: 'none',
      proved: true,
    });
    const broken = document.guarantees.filter(({ verdict }) => verdict === 'violated');
    expect(broken.map(({ id, remedy }) => [id, remedy?.verified])).toEqual([
      ['no-loss', 'holds'],
      ['no-duplicates', 'holds'],
    ]);
  });

  it('takes a setup that is resolved, and what is known about it goes into the document', async () => {
    const resolution = resolveSetup(setupInput(draft));
    const { notes } = await verify({ ...resolution, notes: ['a word'] }, { method: 'walk', runs: 1 });
    expect(notes[0]).toBe('a word');
    expect((await verify(resolution.setup, { method: 'walk', runs: 1 })).setup).toEqual(resolution.setup);
  });

  it('searches the world that it is told to', async () => {
    const { scope } = await verify({ ...draft, scope: { records: 1 } }, { scope: 'small', method: 'walk', runs: 1 });
    expect(scope).toMatchObject({ records: 2 });
  });

  it('refuses a setup that cannot be tried', async () => {
    await expect(verify({ producer: { ackz: 1 } })).rejects.toThrow(SetupError);
  });

  it('stops at the signal, and says what was not done', async () => {
    const controller = new AbortController();
    const { notes, guarantees } = await verify(draft, {
      signal: controller.signal,
      onProgress: ({ phase }) => phase.startsWith('a remedy') && controller.abort(),
    });
    expect(notes).toContain('remedies not tried to the end: no-loss, no-duplicates; interrupted');
    expect(guarantees.filter(({ verdict }) => verdict === 'violated')).toHaveLength(2);
  });
});

describe('a budget bounds all of the work', () => {
  it.each(['auto', 'commands'] as const)(
    'V9: %s: the search, the runs after it, shrinking and remedies end within it together',
    async (method) => {
      const budgetMs = 3_000;
      let time = 0;
      // Each look at the clock takes a while, and each report of progress stands for some work, a remedy for more.
      const host = { ...fakeHost(), now: () => (time += 2) };
      const onProgress = ({ phase }: ProgressReport) => void (time += phase.startsWith('a remedy') ? 200 : 50);
      const { notes } = await verifyOn(host, draft, { budgetMs, method, runs: 100_000, onProgress });
      expect(notes.join('\n')).toContain('not shown as short as can be');
      expect(notes.join('\n')).toMatch(/remedies not tried to the end: (no-loss, )?no-duplicates; budget of 3 s/);
      expect(time).toBeGreaterThan(budgetMs);
      expect(time).toBeLessThan(1.1 * budgetMs);
    },
  );

  it('and is not felt where there is time', async () => {
    const { notes, ...document } = await verifyBy(() => undefined);
    const { notes: others, ...unbounded } = await verify(draft);
    expect(document).toEqual(unbounded);
    expect(notes).toEqual(others);
  });

  it('the search: it has its share', async () => {
    const { guarantees, notes } = await verifyBy(({ phase }) => (phase === 'states' ? 5_000 : undefined), {
      runs: 200,
    });
    const unfinished = guarantees.map(({ evidence }) => evidence.method === 'walk' && evidence.unfinished);
    expect(unfinished).toContainEqual(expect.stringMatching(/; its share of the budget of 10 s$/));
    expect(notes.join()).not.toContain('remedies');
  });

  it('random runs: they have theirs, and what is left of them is said', async () => {
    const { notes } = await verifyBy(({ phase }) => (phase === 'runs' ? 7_200 : 5_000), {
      method: 'walk',
      runs: 2_000,
    });
    expect(notes).toContain('random runs ended after 500 of 2,000: its share of the budget of 10 s');
  });

  it('shrinking: what was found is told as it is by then', async () => {
    const { notes, guarantees } = await verifyBy(({ phase }) => (phase === 'runs' ? 8_000 : 5_000), {
      method: 'walk',
      runs: 500,
    });
    const violated = guarantees.flatMap(({ id, counterexample }) => (counterexample === undefined ? [] : [id]));
    expect(notes).toContain(`not shown as short as can be: ${violated.join(', ')}; its share of the budget of 10 s`);
    expect(guarantees.flatMap(({ counterexample }) => counterexample?.shortest ?? [])).not.toContain(true);
  });

  it('remedies: those that are not reached are named', async () => {
    const { notes, guarantees } = await verifyBy(({ phase }) => (phase.endsWith('no-duplicates') ? 10_000 : undefined));
    expect(notes).toContain('remedies not tried to the end: no-duplicates; budget of 10 s');
    expect(guarantees.map(({ remedy }) => remedy?.change)).toContain('acks=all');
  });
});
