import { exchangeOf, type Frame } from '../../wire/frame.ts';
import type { Gate } from '../../wire/gate.ts';

/** Resolves when the answer to a request has come to the gate; it goes on by itself, unless it is held. */
export function answerTo({ gate }: { readonly gate: Gate }, request: Frame): Promise<void> {
  return new Promise((resolve) => {
    const stop = gate.watch({ ...exchangeOf(request), direction: 'response' }, () => {
      stop();
      resolve();
    });
  });
}
