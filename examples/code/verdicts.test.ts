import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeText } from '../../reports/code/code-text.ts';
import { openTrial } from '../../stage/open-trial.ts';
import { localHost } from '../../stage/testing/local-host.ts';
import { tryTrial } from '../../stage/try-trial.ts';

/** What docs/code.md and the README quote is what the tool says. */
const root = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(root, 'docs', 'code.md'), 'utf8');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

async function textOf(step: string): Promise<string> {
  const opened = await openTrial(`examples/code/${step}/orders.trial.ts`, {
    cwd: root,
    threads: 1,
    openHost: localHost,
  });
  try {
    return codeText(await tryTrial(opened, { seed: '1' }));
  } finally {
    await opened.close();
  }
}

describe('the tutorial of code on trial', () => {
  it.each([
    ['not-awaited', [page, readme]],
    ['awaited', [page]],
    ['upsert', [page]],
  ])('quotes the verdict on %s', async (step, pages) => {
    // Of two stories it tells the first.
    const [told] = (await textOf(step)).split(
      '\n\nduplicate of record record-001 (no-duplicates), at consumer.ts:11\n  insert took place twice\n  by consumer.crash at Heartbeat',
    );
    for (const quoting of pages) expect(quoting).toContain(`\`\`\`\n${told.trimEnd()}\n\`\`\``);
  });

  it.each([
    'not-awaited/consumer.ts',
    'not-awaited/orders.trial.ts',
    'db.ts',
    'vitest/orders.test.js',
    'python/consumer.py',
    'python/orders.trial.ts',
  ])('shows %s as it is', (file) => {
    expect(page).toContain(`\n${readFileSync(join(import.meta.dirname, file), 'utf8')}\`\`\``);
  });
});
