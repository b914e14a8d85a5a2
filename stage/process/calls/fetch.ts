import type { FetchAnswer } from '../../trial.ts';
import type { CallOptions } from './effects.ts';
import { LOST } from './failed-calls.ts';
import { addressWord, effectOf, IDEMPOTENCY_KEY } from './http-methods.ts';

type Asked = { readonly method: string; readonly url: string; readonly body: unknown };

type Call = (name: string, args: readonly unknown[], options: CallOptions) => Promise<unknown>;

/** From here on statuses say that a request has been refused (RFC 9110, 15.5 and 15.6). */
const REFUSED_FROM = 400;

/** A service that fails says so, and fetch() throws nothing. */
const UNAVAILABLE = {
  status: 503,
  answer: () => new Response('this is a fault of the trial’s', { status: 503, statusText: 'Service Unavailable' }),
};

/** What fetch() throws where a connection fails: by this programs tell it from other errors. */
const fetchFailed = (fault: Error): Error =>
  new TypeError('fetch failed', { cause: Object.assign(fault, { code: LOST }) });

/** What the caller of fetch() may say, of which anything comes. */
interface Init {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: ConstructorParameters<typeof Headers>[0];
  readonly signal?: AbortSignal | null;
}

/**
 * A global fetch(): an effect, by method and address, in which ids are not told apart. A PUT or DELETE takes effect once for its address, and whatever has an
 * `Idempotency-Key` once for that; what is refused has none.
 *
 * @param call calls an effect.
 */
export const fetchOf =
  (call: Call, answer: (asked: Asked) => FetchAnswer = () => ({})) =>
  async (...given: unknown[]): Promise<unknown> => {
    const [to, init] = given as [string | URL | Request, Init | undefined];
    const isRequest = typeof to === 'object' && 'url' in to;
    const url = isRequest ? to.url : String(to);
    const method = (init?.method ?? (isRequest ? to.method : 'GET')).toUpperCase();
    const body = init?.body ?? (isRequest && to.body !== null ? await to.clone().text() : undefined);
    const idempotencyKey = new Headers(init?.headers ?? (isRequest ? to.headers : {})).get(IDEMPOTENCY_KEY);
    const signal = init?.signal ?? (isRequest ? to.signal : undefined);
    signal?.throwIfAborted();
    let isRefused = false;
    const answered = call(`${method} ${addressWord(url)}`, [url, body, idempotencyKey, init], {
      ...effectOf(method, idempotencyKey),
      returns: () => {
        const {
          status = 200,
          headers = { 'content-type': 'application/json' },
          body: text = '{}',
          takesEffect = status < REFUSED_FROM,
        } = answer({ method, url, body });
        isRefused = !takesEffect;
        return new Response(text, { status, headers });
      },
      isRefusal: () => isRefused,
      refusal: UNAVAILABLE,
      asTold: fetchFailed,
    });
    return signal ? orAborted(answered, signal) : answered;
  };

/** What has been asked for, unless nobody waits for it any more: then it may take place all the same. */
const orAborted = <T>(answered: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    answered.then(resolve, reject);
  });
