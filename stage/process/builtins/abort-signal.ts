/** What sets a timer of a run's time. */
type SetTimeout = (run: () => void, delayMs: number) => { unref(): unknown };

/** AbortSignal as a program has it: its time-outs are in the run's time. As Node's do, they keep no process alive. */
export function abortSignal(setTimeout: SetTimeout): typeof AbortSignal {
  function timeout(delayMs: number): AbortSignal {
    const controller = new AbortController();
    const over = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    setTimeout(() => controller.abort(over), delayMs).unref();
    return controller.signal;
  }
  return new Proxy(AbortSignal, { get: (target, key) => (key === 'timeout' ? timeout : Reflect.get(target, key)) });
}
