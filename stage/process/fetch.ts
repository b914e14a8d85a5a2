import type { EffectOptions, FetchAnswer } from '../trial.ts';

type Asked = { readonly method: string; readonly url: string; readonly body: unknown };

type Call = (name: string, args: readonly unknown[], options: EffectOptions) => Promise<unknown>;

/** A global fetch(): an effect, by method and address. @param call calls an effect. */
export const fetchOf =
  (call: Call, answer: (asked: Asked) => FetchAnswer = () => ({})) =>
  (...given: unknown[]): Promise<unknown> => {
    const [to, init] = given as [
      string | URL | Request,
      { readonly method?: string; readonly body?: unknown } | undefined,
    ];
    const isRequest = typeof to === 'object' && 'url' in to;
    const url = isRequest ? to.url : String(to);
    const method = (init?.method ?? (isRequest ? to.method : 'GET')).toUpperCase();
    const body = init?.body;
    const { origin, pathname } = new URL(url);
    const reads = method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
    return call(`${method} ${origin}${pathname}`, [url, body, init], {
      reads,
      returns: () => {
        const {
          status = 200,
          headers = { 'content-type': 'application/json' },
          body: text = '{}',
        } = answer({ method, url, body });
        return new Response(text, { status, headers });
      },
    });
  };
