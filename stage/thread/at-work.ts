import { setTimeout as delay } from 'node:timers/promises';
import { UNDER_WAY, type UnderWay } from '../process/under-way.ts';

/** As long as a thread is given to say where it is: it answers between two rounds of whatever loop it is in. */
const ANSWER_MS_MAX = 2000;

interface Attached {
  readonly params: { readonly sessionId: string; readonly workerInfo: { readonly title: string } };
}
interface Told {
  readonly params: { readonly sessionId: string; readonly message: string };
}
/** What the debugger says of a script, of the calls that are under way, and of what it was asked. */
interface Said {
  readonly id?: number;
  readonly result?: { readonly result?: { readonly value?: string } };
  readonly method?: string;
  readonly params: {
    readonly scriptId: string;
    readonly url: string;
    readonly callFrames: readonly {
      readonly location: { readonly scriptId: string; readonly lineNumber: number; readonly columnNumber?: number };
    }[];
  };
}

/** What another thread is doing. */
export interface Work {
  /** Its calls, the innermost first, as lines of a stack. */
  readonly stack: string;
  /** The run that it is in. */
  readonly underWay?: UnderWay;
}

/** By which the answer of the debugger to each order is known. */
const ORDERS = { 'Debugger.enable': 1, 'Debugger.pause': 2, 'Runtime.evaluate': 3, 'Debugger.disable': 4 } as const;

const ASK = { expression: `globalThis.${UNDER_WAY}?.()`, returnByValue: true, silent: true };

/**
 * What another thread is doing, which does not come back to its events and cannot be asked.
 * It is stopped between two statements by V8's debugger, and goes on. Nothing where that cannot be: only a main thread may ask.
 *
 * @param name of the thread, by which no other is called.
 */
export async function atWork(name: string): Promise<Work | undefined> {
  const { Session } = await import('node:inspector');
  const session = new Session();
  session.connect();
  const scripts = new Map<string, string>();
  let stack = '';
  let value: string | undefined;
  try {
    const work = new Promise<Work>((resolve, reject) => {
      const order = (sessionId: string, method: keyof typeof ORDERS, params = {}): void =>
        session.post('NodeWorker.sendMessageToWorker', {
          sessionId,
          message: JSON.stringify({ id: ORDERS[method], method, params }),
        });
      session.on('NodeWorker.attachedToWorker', ({ params: { sessionId, workerInfo } }: Attached) => {
        if (!workerInfo.title.endsWith(` ${name}`)) return;
        order(sessionId, 'Debugger.enable');
        order(sessionId, 'Debugger.pause');
      });
      session.on('NodeWorker.receivedMessageFromWorker', ({ params: { sessionId, message } }: Told) => {
        const { id, result, method, params: said } = JSON.parse(message) as Said;
        if (method === 'Debugger.scriptParsed') scripts.set(said.scriptId, said.url);
        if (method === 'Debugger.paused') {
          stack = said.callFrames
            .map(({ location: { scriptId, lineNumber, columnNumber = 0 } }) => {
              return `${scripts.get(scriptId) ?? ''}:${lineNumber + 1}:${columnNumber + 1}`;
            })
            .join('\n');
          order(sessionId, 'Runtime.evaluate', ASK);
        }
        if (id === ORDERS['Runtime.evaluate']) {
          value = result?.result?.value;
          order(sessionId, 'Debugger.disable');
        }
        // Until it is heard that the thread goes on it is not left alone: one that stands still cannot be ended.
        if (id === ORDERS['Debugger.disable'])
          resolve({ stack, ...(value === undefined ? {} : { underWay: JSON.parse(value) as UnderWay }) });
      });
      session.post('NodeWorker.enable', { waitForDebuggerOnStart: false }, (error) => error && reject(error));
    });
    return await Promise.race([work, delay(ANSWER_MS_MAX, undefined, { ref: false })]);
  } catch {
    return undefined;
  } finally {
    session.disconnect();
  }
}
