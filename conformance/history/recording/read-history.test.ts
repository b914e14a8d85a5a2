import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, test } from 'vitest';
import { InputError } from '../../../setups/input-error.ts';
import { judgeRecording } from '../judge.ts';
import { readHistory } from './read-history.ts';
import { did, polled, sent } from '../testing/told.ts';

const folder = mkdtempSync(join(tmpdir(), 'kafka-trial-history-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(text: string): string {
  const file = join(folder, 'history.jsonl');
  writeFileSync(file, text);
  return file;
}

const GOOD = [...did(0, [sent('x', 0, 'ä'.repeat(10))]), ...did(1, [polled('x', 0, 'ä'.repeat(10))])].map((operation) =>
  JSON.stringify(operation),
);

async function mistake(text: string): Promise<string> {
  const error: unknown = await readHistory(fileOf(text), { name: 'h.jsonl' }).catch((error: unknown) => error);
  if (!(error instanceof InputError)) throw new Error('nothing is wrong with it');
  const [{ place, reason, wayOut }] = error.problems;
  expect(wayOut).not.toBe('');
  return `${place.file}: ${reason}`;
}

describe('a history of JSON lines', () => {
  it('is read line by line, with and without an end of the last line, with empty lines and those of Windows', async () => {
    for (const text of [GOOD.join('\n'), `\uFEFF${GOOD.join('\n\n')}\n`, GOOD.join('\r\n')]) {
      expect(judgeRecording(await readHistory(fileOf(text)))).toMatchObject({ operations: 4, valid: true });
    }
  });

  it('is read in pieces that end anywhere', async () => {
    // More than one piece of a megabyte, and letters of two bytes on its edge.
    const filler = JSON.stringify({ type: 'info', process: 'nemesis', f: 'start', value: 'ä'.repeat(300_001) });
    const seen: number[] = [];
    const text = [filler, GOOD[0], filler, GOOD[1], filler, GOOD[2], GOOD[3]].join('\n');
    const recording = await readHistory(fileOf(text), { onRead: (operations) => seen.push(operations) });
    expect(judgeRecording(recording)).toMatchObject({ operations: 7, valid: true });
    expect(seen.length).toBeGreaterThan(1);
  });

  test.each([
    ['', 'h.jsonl: it holds no operation'],
    [`${GOOD[0]}\nok`, 'h.jsonl:2: this line is not JSON'],
    [`${GOOD[0]}\n\n${GOOD[1].slice(0, 20)}`, 'h.jsonl:3: this line is not JSON'],
    [`[${GOOD.join(',')}]`, 'h.jsonl:1: an operation is an object, and this is a list'],
    [GOOD[1], 'h.jsonl:1: process 0 completes an operation that it never began'],
    [`${GOOD[0]}\n${GOOD[0]}`, 'h.jsonl:2: process 0 begins an operation while its last one, at 0, has not come out'],
    [
      `${GOOD[0]}\n${GOOD[3].replace('"process":1', '"process":0')}`,
      'h.jsonl:2: process 0 completes a "poll", and began a "send"',
    ],
  ])('with a mistake is refused: %j', async (text, told) => {
    expect(await mistake(text)).toBe(told);
  });

  test.each([
    [{ process: undefined }, '"process" is missing'],
    [{ type: 'okay' }, '"type" is "okay"'],
    [{ f: 'read' }, '"f" is "read"'],
    [{ index: -1 }, '"index" is -1'],
    [{ time: '12' }, '"time" is "12"'],
    [{ value: 7 }, 'the value of "txn" is 7'],
    [{ value: [['r', 'x', 1]] }, '["r","x",1] is neither a send nor a poll'],
    [{ f: 'poll', value: [['send', 'x', 1]] }, 'a send stands in a "poll"'],
    [{ value: [['send', 'x']] }, '["send","x"] does not name a partition and a value'],
    [{ value: [['send', 'x', [1, 2, 3]]] }, '[1,2,3] in a send is no offset with a value'],
    [{ value: [['poll', [[0, 'a']]]] }, 'what a poll has is a list'],
    [{ value: [['poll', { x: 3 }]] }, 'what a poll has of "x" is 3'],
    [{ value: [['poll', { x: [['0', 'a']] }]] }, '["0","a"] in a poll is no offset with a value'],
    [{ 'rebalance-log': [{ key: 'x' }] }, '"rebalance-log" is no list of rebalances'],
    [{ f: 'assign', value: 'x' }, 'the value of "assign" is no list of partitions'],
    [{ f: 'process', value: [] }, 'what "process" has is a list'],
    [{ f: 'commit', value: { x: 1.5 } }, 'the value of "commit" is not an offset for each partition'],
    [{ f: 'commit', value: { x: 1 }, group: 3 }, '"group" is 3'],
  ])('with an operation that is none is refused: %j', async (changes, reason) => {
    const operation = { type: 'invoke', process: 0, f: 'txn', value: [['poll']], ...changes };
    expect(await mistake(`${GOOD.join('\n')}\n${JSON.stringify(operation)}`)).toBe(`h.jsonl:5: ${reason}`);
  });
});
