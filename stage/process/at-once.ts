import { types } from 'node:util';
import type { Refuse } from './undeclared.ts';

/**
 * A function of the trial's that says what the outside world answers, and is asked as that happens: nobody would wait for a promise,
 * nor hear of what it is rejected with.
 *
 * @throws {UndeclaredError} where it is answered with a promise.
 */
export const atOnce =
  <Asked extends readonly unknown[], Answer>(name: string, ask: (...asked: Asked) => Answer, refuse: Refuse) =>
  (...asked: Asked): Answer => {
    const answer = ask(...asked);
    if (types.isPromise(answer)) refuse(`answers ${name} with a promise`, 'answer at once: leave out `async`');
    return answer;
  };
