import { describe, expect, it } from 'vitest';
import { small } from '../model/testing/story.ts';
import { semanticsLine } from '../reports/words/headline.ts';
import type { SetupDraft } from '../setups/input.ts';
import { verify, type VerifyOptions } from './verify.ts';

const headline = async (draft: SetupDraft, options?: VerifyOptions): Promise<string> =>
  semanticsLine(await verify(small(draft), options));

const resend = { application: { 'on.send.failure': 'resend' } } as const;

describe('V3: what was given up, refused, forgotten or never sent is seen in the headline', () => {
  it.each<[string, SetupDraft, string]>([
    [
      'a record that is refused and dropped',
      { faults: { 'request.refused': 1 } },
      'exactly-once for acknowledged records, order not put to the test, with 1 refused request and no crash (proved within the scope); without an acknowledgement: sends refused',
    ],
    [
      'send() without flush(), and a crash',
      { faults: { 'producer.crash': 1 } },
      'exactly-once for acknowledged records, order not put to the test, with 1 producer crash (proved within the scope); without an acknowledgement: sends forgotten by a process that ended and lost unflushed by a process that ended',
    ],
    [
      'a record whose retries run out',
      { producer: { retries: 1 }, faults: { 'request.lost': 2 } },
      'exactly-once for acknowledged records, order not put to the test, with 2 lost requests and no crash (proved within the scope); without an acknowledgement: sends given up',
    ],
    [
      'a record that is refused and sent again',
      { ...resend, faults: { 'request.refused': 1 } },
      'exactly-once for acknowledged records, order not put to the test, with 1 refused request and no crash (proved within the scope); without an acknowledgement: sends refused',
    ],
    [
      'a lost request with acks=0',
      { producer: { acks: 0 }, faults: { 'request.lost': 1 } },
      'at-most-once, order not put to the test, with 1 lost request and no crash (proved within the scope)',
    ],
    [
      'nothing goes wrong',
      { faults: {} },
      'exactly-once, order not put to the test, without faults (proved within the scope)',
    ],
  ])('%s', async (_name, draft, line) => {
    expect(await headline(draft)).toBe(line);
  });

  it('by random runs as well, which say no more than they have seen', async () => {
    const line = await headline({ faults: { 'request.refused': 1 } }, { method: 'walk', runs: 100 });
    expect(line).toMatch(/^exactly-once for acknowledged records, .*; without an acknowledgement: sends refused$/);
  });
});

describe('V4: a fault that never happened is named beside the verdict', () => {
  it('as one that never happened, where the whole scope was searched', async () => {
    expect(await headline({ faults: { 'offsets.expired': 1 } })).toBe(
      'exactly-once, order not put to the test, without faults (proved within the scope); allowed, but never happened: 1 expiry of offsets',
    );
  });

  it('as one that was not seen, where it was not', async () => {
    const expiring = { faults: { 'offsets.expired': 1 } };
    expect(await headline(expiring, { method: 'walk', runs: 1 })).toMatch(
      /; allowed, but not seen: 1 expiry of offsets$/,
    );
  });

  it('and what cannot happen is no part of a setup', async () => {
    const impossible = { 'producer.crash': 1, 'records.deleted': 1, 'request.refused': 1 };
    await expect(verify(small({ application: { shape: 'transform' }, faults: impossible }))).rejects.toThrow(
      /producer.crash cannot happen in a transform.*\n.*records.deleted cannot happen in a transform/,
    );
  });
});
