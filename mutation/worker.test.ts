import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { Worker } from './worker.ts';

/** A worker whose program does at once what the text of the mutant says. */

const folder = mkdtempSync(join(tmpdir(), 'kafka-trial-mutation-'));
const program = join(folder, 'program.cjs');
writeFileSync(
  program,
  `process.on('message', (question) => {
    if ('root' in question) return process.send('ready');
    if (question.text === 'hang') while (true);
    if (question.text === 'exit') process.exit(3);
    if (question.text === 'give up') process.exit(124);
    process.send({ failed: question.text === 'notice' ? 'a test' : null });
  });
  process.on('disconnect', () => process.exit());`,
);

const worker = new Worker({ root: folder, tests: [], program, deadline: (milliseconds) => 100 + milliseconds });
const outcomeOf = (text: string) => worker.run('/a.ts', text, { tests: [], milliseconds: 0 });

afterEach(() => worker.close());
afterAll(() => rmSync(folder, { recursive: true }));

describe('a worker', () => {
  it('tells which test noticed, or that none did', async () => {
    expect(await outcomeOf('notice')).toEqual({ kind: 'failed', test: 'a test' });
    expect(await outcomeOf('nothing')).toEqual({ kind: 'survived' });
  });

  it('hears of a mutant that does not end, stops the process of one that it does not hear of, and goes on with the next', async () => {
    expect(await outcomeOf('give up')).toEqual({ kind: 'time-out' });
    expect(await outcomeOf('nothing')).toEqual({ kind: 'survived' });
    expect(await outcomeOf('hang')).toEqual({ kind: 'time-out' });
    expect(await outcomeOf('nothing')).toEqual({ kind: 'survived' });
  });

  it('survives a mutant that ends its process, and goes on with the next', async () => {
    expect(await outcomeOf('exit')).toEqual({ kind: 'crash' });
    expect(await outcomeOf('nothing')).toEqual({ kind: 'survived' });
  });
});
