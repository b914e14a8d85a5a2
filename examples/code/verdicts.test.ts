import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeText } from '../../reports/code/code-text.ts';
import { openTrial } from '../../stage/open-trial.ts';
import { localHost } from '../../stage/testing/local-host.ts';
import { tryTrial } from '../../stage/try-trial.ts';

/** What the pages quote is what the tool says, and what the files are. */
const root = join(import.meta.dirname, '..', '..');
const textAt = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');
const page = textAt('docs', 'code.md');
const commands = textAt('docs', 'code-commands.md');
const readme = textAt('README.md');

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
    const [told] = (await textOf(step)).split(/\n\nduplicate of .*\n.*\n.*\n  by consumer\.crash at Heartbeat/);
    for (const quoting of pages) expect(quoting).toContain(`\`\`\`\n${told.trimEnd()}\n\`\`\``);
  });

  it.each([
    ['not-awaited/consumer.ts', page],
    ['not-awaited/orders.trial.ts', page],
    ['db.ts', page],
    ['vitest/orders.test.js', page],
    ['python/consumer.py', commands],
    ['python/orders.trial.ts', commands],
  ])('shows %s as it is', (file, showing) => {
    expect(showing).toContain(`\n${textAt('examples', 'code', file)}\`\`\``);
  });
});
