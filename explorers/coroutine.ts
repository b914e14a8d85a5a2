/**
 * Work that pauses: whoever runs it may see to other things whenever it yields. A promise that it yields is what it waits
 * for. The same work runs to its end at once, where it waits for nothing, or in turns with the event loop.
 */
export type Coroutine<Result> = Generator<Promise<unknown> | undefined, Result, unknown>;

/** Waits for `promise`, within a coroutine. */
export function* settled<Value>(promise: Promise<Value>): Coroutine<Value> {
  return (yield promise) as Value;
}

/** Runs work to its end in one go; it must not wait for anything. */
export function run<Result>(work: Coroutine<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Runs work to its end, and yields to the event loop at every pause. */
export async function runWithPauses<Result>(work: Coroutine<Result>): Promise<Result> {
  let step = work.next();
  while (step.done !== true) step = await resumed(work, step.value ?? yieldToEventLoop());
  return step.value;
}

/** Goes on with what the pause came to; a failure is thrown where the work waits. */
async function resumed<Result>(
  work: Coroutine<Result>,
  pause: Promise<unknown>,
): Promise<ReturnType<typeof work.next>> {
  let value: unknown;
  try {
    value = await pause;
  } catch (error) {
    return work.throw(error);
  }
  return work.next(value);
}

/** Lets the thread see to what else is waiting, such as a signal. */
export const yieldToEventLoop = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
