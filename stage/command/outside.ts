import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { type Effects, LOST } from '../process/effects.ts';
import type { Life } from '../process/life.ts';
import type { EffectOptions } from '../trial.ts';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);
/** What HTTP promises to be the same, done twice: RFC 9110, 9.2.2. */
const IDEMPOTENT = new Set(['PUT', 'DELETE']);

interface Answer {
  readonly status: number;
  readonly body: string;
}

/**
 * The world outside Kafka, for a program of any language: a service of HTTP. Each POST takes effect; a PUT or DELETE does once
 * for its address; a GET is answered with what was PUT there, or 404. What is done is called by the method and the first part of
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
  const asked = effects.call(life, `${method} /${first}`, [url, body], optionsOf(method)) as Promise<Answer>;
  await asked
    .then(({ status, body: told }) => response.writeHead(status, { 'content-type': 'application/json' }).end(told))
    .catch((error: NodeJS.ErrnoException) => {
      if (error.code === LOST) request.socket.destroy();
      else response.writeHead(503).end(error.message);
    });
}

const optionsOf = (method: string): EffectOptions => ({
  reads: READS.has(method),
  ...(IDEMPOTENT.has(method) ? { key: 0 } : {}),
  returns: ([url, body], world): Answer => {
    if (READS.has(method)) {
      const known = world.get(url);
      return typeof known === 'string' ? { status: 200, body: known } : { status: 404, body: '{}' };
    }
    if (method === 'PUT') world.set(url, body);
    if (method === 'DELETE') world.delete(url);
    return { status: 200, body: '{}' };
  },
});
