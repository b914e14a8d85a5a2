import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Effects } from '../process/calls/effects.ts';
import { LOST } from '../process/calls/failed-calls.ts';
import { effectOf, IDEMPOTENCY_KEY } from '../process/calls/http-methods.ts';
import type { Life } from '../process/time/life.ts';
import type { EffectOptions } from '../trial.ts';

interface Answer {
  readonly status: number;
  readonly body: string;
}

/**
 * The world outside Kafka, for a program of any language: a service of HTTP. Each POST takes effect; a PUT or DELETE does once
 * for its address, and whatever has an `Idempotency-Key` once for that; a GET is answered with what was PUT there, or 404. What is done is called by the method and the first part of
 * the path: `PUT /orders`.
 */
export const outsideOf =
  (effects: Effects, life: () => Life): RequestListener =>
  (request, response) =>
    void answer(effects, life(), request, response);

async function answer(effects: Effects, life: Life, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', url = '/' } = request;
  const body = await text(request).catch(() => null);
  // Who asked is gone in the middle of it.
  if (body === null || life.isOver) return void request.socket.destroy();
  const [, first] = url.split(/[/?]/);
  const args = [url, body, request.headers[IDEMPOTENCY_KEY]];
  const asked = effects.call(life, `${method} /${first}`, args, optionsOf(method, args[2])) as Promise<Answer>;
  await asked
    .then(({ status, body: told }) => response.writeHead(status, { 'content-type': 'application/json' }).end(told))
    .catch((error: NodeJS.ErrnoException) => {
      if (error.code === LOST) request.socket.destroy();
      else response.writeHead(503).end(error.message);
    });
}

const optionsOf = (method: string, idempotencyKey: unknown): EffectOptions => ({
  ...effectOf(method, idempotencyKey),
  returns: ([url, body], world): Answer => {
    if (effectOf(method).reads) {
      const known = world.get(url);
      return typeof known === 'string' ? { status: 200, body: known } : { status: 404, body: '{}' };
    }
    if (method === 'PUT') world.set(url, body);
    if (method === 'DELETE') world.delete(url);
    return { status: 200, body: '{}' };
  },
});
