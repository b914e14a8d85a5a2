import type { EffectOptions } from '../../trial.ts';
import { MARKER } from '../markers.ts';

/** These only look (RFC 9110, 9.2.1: safe methods). */
const READS = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Asked again they come to the same (9.2.2: idempotent methods). */
const IDEMPOTENT = new Set(['PUT', 'DELETE']);

/** By what a service knows a request again, whatever its method (draft-ietf-httpapi-idempotency-key-header). */
export const IDEMPOTENCY_KEY = 'idempotency-key';

/** One address is the same place whether something is put there or deleted. */
const THERE = 'what is at';

/** A part of a path that names one of many things: a number, or a UUID. */
const ID = /(?<=\/)(?:\d+|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?=\/|$)/gi;

/** How an address is called, whichever of its things is meant: `http://shop/orders/{id}`. What is asked for is left out. */
export function addressWord(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname.replace(MARKER, '{id}').replace(ID, '{id}')}`;
}

/** What a request by HTTP is as an effect, whose arguments begin with its address, its body, and its idempotency key if it has one. */
export function effectOf(method: string, idempotencyKey?: unknown): Pick<EffectOptions, 'reads' | 'key' | 'replaces'> {
  const reads = READS.has(method);
  if (idempotencyKey) return { reads, key: 2 };
  return IDEMPOTENT.has(method) ? { reads, key: 0, replaces: THERE } : { reads };
}
