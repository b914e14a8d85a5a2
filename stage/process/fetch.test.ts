import { expect, it } from 'vitest';
import type { EffectOptions } from '../trial.ts';
import { fetchOf } from './fetch.ts';
import { writtenKey } from './written-keys.ts';

const ADDRESS = 'http://shop/orders/1';

/** By what the outside world knows a request again; undefined where it does not. */
async function keyOf(...given: unknown[]): Promise<string | undefined> {
  const calls: Parameters<typeof writtenKey>[] = [];
  const call = (name: string, args: readonly unknown[], { key }: EffectOptions) => {
    calls.push([name, args, key]);
    return Promise.resolve();
  };
  await fetchOf(call)(...given);
  return writtenKey(...calls[0]);
}

it('a PUT is known again by its address, and whatever has an Idempotency-Key by that', async () => {
  expect(await keyOf(ADDRESS, { method: 'POST', body: 'a' })).toBeUndefined();
  expect(await keyOf(ADDRESS, { method: 'PUT', body: 'a' })).toBe(`PUT ${ADDRESS} ${ADDRESS}`);
  const headers = { 'Idempotency-Key': 'order-1' };
  expect(await keyOf(ADDRESS, { method: 'POST', headers })).toBe(`POST ${ADDRESS} order-1`);
  expect(await keyOf(new Request(ADDRESS, { method: 'POST', headers }))).toBe(`POST ${ADDRESS} order-1`);
});
