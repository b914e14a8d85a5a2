import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { OpenedTrial } from '../../stage/opened-trial.ts';
import { openedToy } from '../../stage/testing/opened-toy.ts';
import { caseLine } from './conform-program.ts';
import { EXIT } from '../exit.ts';
import { run } from '../program.ts';
import { fakeIo, fakeJudging } from '../testing/fake.ts';

const folder = mkdtempSync(join(tmpdir(), 'kafka-trial-conform-program-'));
afterAll(() => rmSync(folder, { recursive: true }));
for (const jar of ['kafka_2.13-3.9.2.jar', 'kafka-clients-3.9.2.jar', 'slf4j-reload4j-1.7.36.jar'])
  writeFileSync(join(folder, jar), '');

async function conform(words: readonly string[], of: Partial<OpenedTrial> = {}) {
  const io = fakeIo({ cwd: folder });
  let isClosed = false;
  const close = async (): Promise<void> => {
    isClosed = true;
  };
  const opened = openedToy({ order: 'work first' }, { close, ...of });
  const code = await run(['conform', ...words], io, fakeJudging(), undefined, undefined, async () => opened);
  return { code, err: io.stderr, isClosed };
}

describe('conform FILE.trial.ts', () => {
  it.each([
    ['without jars', [], /--kafka: it is not said where Kafka's jars are/],
    ['with what is about setups', ['--walks', '3'], /--walks: it is about setups/],
    ['with another client', ['--client', 'java'], /--client: it is about setups/],
  ])('is refused %s', async (_, words, reason) => {
    const { code, err } = await conform(['toy.trial.ts', ...words]);
    expect([code, reason.test(err)]).toEqual([EXIT.badInput, true]);
  });

  it('is refused on brokers of another release than its own cluster, and ends its threads', async () => {
    const { code, err, isClosed } = await conform(['toy.trial.ts', '--kafka', '.']);
    expect([code, isClosed]).toEqual([EXIT.badInput, true]);
    expect(err).toMatch(/--kafka \.: the jars are Kafka 3\.9\.2, and the cluster of toy\.trial\.ts is of 4\.1/);
  });

  it('is refused for a command, which is not started', async () => {
    const runners = [() => Promise.reject(new Error('it was started'))];
    const { code, err } = await conform(['toy.trial.ts', '--kafka', '.'], {
      kafka: '3.9',
      program: undefined,
      runners,
    });
    expect(code).toBe(EXIT.badInput);
    expect(err).toMatch(/toy\.trial\.ts: its program is a command/);
  });

  it('tells what both sides came to, or why that is not known', () => {
    const found = ['loss of record-001 (insert)'];
    expect(caseLine({ name: 'no fault', outcome: { kind: 'agrees', moments: 0, found: [] } })).toMatch(
      /nothing is found/,
    );
    expect(caseLine({ name: 'loss', outcome: { kind: 'agrees', moments: 3, found } })).toMatch(/agrees +loss: loss of/);
    const late = { kind: 'agrees', moments: 3, found, because: 'in try 2' } as const;
    expect(caseLine({ name: 'loss', outcome: late })).toMatch(/\(insert\), in try 2\n/);
    expect(caseLine({ name: 'loss', outcome: { kind: 'failed', because: 'no port' } })).toMatch(
      /says nothing: no port/,
    );
  });
});
