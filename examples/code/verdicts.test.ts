import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeText } from '../../reports/code/code-text.ts';
import { openTrial } from '../../stage/open-trial.ts';
import { localHost } from '../../stage/testing/local-host.ts';
import { tryTrial } from '../../stage/try-trial.ts';

/** What docs/code.md quotes is what the tool says. */
const root = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(root, 'docs', 'code.md'), 'utf8');

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
  it.each(['not-awaited', 'awaited', 'upsert'])('quotes the verdict on %s', async (step) => {
    // Of two stories it tells the first.
    const [told] = (await textOf(step)).split(
      '\n\nduplicate of record record-001 (no-duplicates), at consumer.ts:11\n  insert took place twice\n  by consumer.crash at Heartbeat',
    );
    expect(page).toContain(`\`\`\`\n${told.trimEnd()}\n\`\`\``);
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
