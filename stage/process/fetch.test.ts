import { expect, it } from 'vitest';
import type { EffectOptions } from '../trial.ts';
import { fetchOf } from './fetch.ts';
import { writtenKey } from './written-keys.ts';

const ADDRESS = 'http://shop/orders/1';

/** What is called when the program calls fetch(). */
async function called(...given: unknown[]): Promise<Parameters<typeof writtenKey>> {
  const calls: Parameters<typeof writtenKey>[] = [];
  await fetchOf((name, args, { key }: EffectOptions) => {
    calls.push([name, args, key]);
    return Promise.resolve();
  })(...given);
  return calls[0];
}

/** By what the outside world knows a request again; undefined where it does not. */
const keyOf = async (...given: unknown[]): Promise<string | undefined> => writtenKey(...(await called(...given)));

it('a PUT is known again by its address, and whatever has an Idempotency-Key by that', async () => {
  expect(await keyOf(ADDRESS, { method: 'POST', body: 'a' })).toBeUndefined();
  expect(await keyOf(ADDRESS, { method: 'PUT', body: 'a' })).toBe(`PUT ${ADDRESS} ${ADDRESS}`);
  const headers = { 'Idempotency-Key': 'order-1' };
  expect(await keyOf(ADDRESS, { method: 'POST', headers })).toBe(`POST ${ADDRESS} order-1`);
  expect(await keyOf(new Request(ADDRESS, { method: 'POST', headers }))).toBe(`POST ${ADDRESS} order-1`);
});

it('what is sent is seen in a Request as well', async () => {
  const [name, [, body]] = await called(new Request(ADDRESS, { method: 'POST', body: 'record-001' }));
  expect([name, body]).toEqual([`POST ${ADDRESS}`, 'record-001']);
});
