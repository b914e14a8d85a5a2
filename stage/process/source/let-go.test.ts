import { expect, it } from 'vitest';
import { useOf } from './let-go.ts';

/** What becomes of the call at the mark, where V8 says that it is. */
const use = (marked: string): string => {
  const lines = marked.split('\n');
  const at = lines.findIndex((line) => line.includes('^'));
  return useOf(marked.replace('^', '').split('\n'), at, lines[at].indexOf('^') + 1);
};

it('a call that is a statement of its own is let go', () => {
  const calls = [
    '  ^save(row);',
    '  repo.^save(row);',
    '  void repo.^save(row);',
    '  this.orders?.repo.^save(row).catch(() => {});',
    '  (0, import_repo.save)^(row);',
    "  repos[kind]['save']^(row);",
    '  if (ok) {^save(row);}',
    '  commit();^save(row)',
    '  this.#save^(row);',
    '  setTimeout(() => void repo.^save(row), 0);',
    '  const nothing = void ^save(row);',
    '  Promise.all(^rows(), 2);',
    '  Promise.all([^save(row), 2]);',
    '  void Promise.all(rows.^map((row) => {',
    '  if (ok)\n    ^save(row);',
    '  rows.map((row) => {\n    ^save(row);\n  });',
    '  Promise.all(\n    rows.^map((row) => {',
  ];
  for (const call of calls) expect.soft(use(call), call).toBe('let go');
});

it('a call is handed on to whoever waits for the function that it is in', () => {
  const calls = [
    '  await repo.^save(row);',
    '  const id = await ^save(row);',
    '  return this.repo.^save(row);',
    '  const save2 = (row) => repo.^save(row);',
    '  const id = (await repo.^save(row)).id;',
    '  for await (const ^row of rows) {',
    '  for await (const [id, row] of repo.^rows()) {',
    '  await Promise.all([repo.^save(row)]);',
    '  return Promise.allSettled(rows.^map(async (row) => {',
    '  await Promise.all(\n    rows.^map(async (row) => {\n      await save(row);\n    })\n  );',
    '  await Promise.all([\n    find(row),\n    ^save(row)\n  ]);',
    '  const [saved] = await Promise.all(\n    [\n      ^save(row)\n    ]\n  );',
  ];
  for (const call of calls) expect.soft(use(call), call).toBe('handed on');
});

it('of what is kept, or goes on from there, nobody knows whether it is waited for', () => {
  const calls = [
    '  const saved = repo.^save(row);',
    '  all.push(repo.^save(row));',
    '  await Promise.all([repo.find(row), repo.^save(row)]);',
    '  await within(\n    repo.^save(row),\n    1e3\n  );',
    '  all.push(\n    repo.^save(row)\n  );',
  ];
  for (const call of calls) expect.soft(use(call), call).toBe('unknown');
});

it('where something goes on from a call that is a statement, that may be waited for', () => {
  expect(use('  repo.^save(row).then(done);')).toBe('goes on');
  expect(use('  const saved = repo.^save(row).then(done);')).toBe('unknown');
});
