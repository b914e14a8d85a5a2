import { expect, it } from 'vitest';
import { run } from '../../run.ts';
import { prepared } from '../../testing/prepared.ts';
import { quietWorld } from '../../testing/quiet-world.ts';

it('in an outage every call outside fails, and a run goes on until there is an answer again', async () => {
  const program = await prepared({
    'x.trial.ts': `
      const later = () => new Promise((go) => setTimeout(go, 25_000));
      export default {
        start: async ({ effect }) => {
          const [insert, audit] = [effect('insert'), effect('audit', { reads: true })];
          for (;;) {
            try { return await insert('record-001'); } catch {}
            await audit('record-001').catch((error) => console.error(error.message));
            await later();
          }
        },
      };
    `,
  });
  const deviation = { at: 0, fault: { kind: 'effect.outage' } } as const;
  const { ledger, lastWords, trace } = await run(program, quietWorld(), 'seed', [deviation]);
  expect(ledger.outcomes.map(({ what, state }) => `${what} ${state}`)).toEqual([
    ...[1, 2, 3].flatMap(() => ['insert failed', 'audit failed']),
    'insert done',
  ]);
  expect(lastWords).toContain('audit failed');
  const back = trace.find(({ text }) => text === 'the outside can be reached again');
  const done = trace.find(({ text }) => text.startsWith('insert takes place'));
  expect((back?.time ?? 0) - 60_000).toBeLessThan(10);
  expect(done?.time).toBeGreaterThan(back?.time ?? 0);
});

it('whoever asks again at once, all through an outage, is not at rest before its end', async () => {
  const program = await prepared({
    'x.trial.ts': `
      export default {
        start: async ({ effect }) => {
          const insert = effect('insert');
          for (;;) {
            try { return await insert('record-001'); } catch {}
            await Promise.all(Array.from({ length: 12 }, () => new Promise((go) => setTimeout(go, 1))));
          }
        },
      };
    `,
  });
  const deviation = { at: 0, fault: { kind: 'effect.outage' } } as const;
  const { ledger } = await run(program, quietWorld(), 'seed', [deviation]);
  expect(ledger.outcomes.at(-1)?.state).toBe('done');
  // Three hundred calls are as long as a minute.
  expect(ledger.outcomes).toHaveLength(301);
});
