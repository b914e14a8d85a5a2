import { expect, it } from 'vitest';
import { heldUntil } from './held-until.ts';

/** Which line, from that on which keeps something in a function. */
const until = (...lines: readonly string[]): number | undefined =>
  heldUntil(['async function handle(row) {', ...lines.map((line) => `  ${line}`), '}', 'void saved;'], 1, 0);

it('what is kept is let go of by a race, or by whoever waits for nothing', () => {
  const kept = 'const saved = save(row);';
  expect(until(kept, 'const late = pause(5);', 'await Promise.race([saved, late]);')).toBe(3);
  expect(until(kept, 'await Promise.race([', '  late(),', '  saved', ']);')).toBe(2);
  expect(until(kept, 'void Promise.all([saved]);')).toBe(2);
  expect(until(kept, 'saved.catch(log);')).toBe(2);
  expect(until(kept, 'void saved;')).toBe(2);
  expect(until('saves.push(save(row));', 'count += 1;', 'Promise.allSettled(saves).then(log);')).toBe(3);
  expect(
    until('for (const row of rows) {', '  saves.push(save(row));', '}', 'void Promise.all(saves);'),
  ).toBeUndefined();
  expect(
    heldUntil(
      ['async () => {', '  for (;;) {', '    saves.push(save(row));', '  }', '  void Promise.all(saves);'],
      2,
      0,
    ),
  ).toBe(4);
});

it('what is waited for is not let go of, nor what another function has under that name', () => {
  const kept = 'const saved = save(row);';
  expect(until(kept, 'await saved;', 'saved.catch(log);')).toBeUndefined();
  expect(until(kept, 'await Promise.all([saved, other]);', 'void saved;')).toBeUndefined();
  expect(until(kept, 'return saved;')).toBeUndefined();
  expect(until(kept, 'void savedLater;', 'void row.saved;')).toBeUndefined();
  expect(until(kept)).toBeUndefined();
  expect(until('save(row);', 'void saved;')).toBeUndefined();
});
