import { setTimeout as delay } from 'node:timers/promises';

/** As long as a thread is given to say where it is: it answers between two rounds of whatever loop it is in. */
const ANSWER_MS_MAX = 2000;

interface Attached {
  readonly params: { readonly sessionId: string; readonly workerInfo: { readonly title: string } };
}
interface Told {
  readonly params: { readonly sessionId: string; readonly message: string };
}
/** What the debugger says of a script, and of the calls that are under way. */
interface Said {
  readonly method?: string;
  readonly params: {
    readonly scriptId: string;
    readonly url: string;
    readonly callFrames: readonly {
      readonly location: { readonly scriptId: string; readonly lineNumber: number; readonly columnNumber?: number };
    }[];
  };
}

/**
 * Where another thread is at work, which does not come back to its events and cannot be asked: its calls, the innermost first, as lines of a stack.
 * It is stopped between two statements by V8's debugger, and goes on. Nothing where that cannot be: only a main thread may ask.
 *
 * @param name of the thread, by which no other is called.
 */
export async function atWork(name: string): Promise<string | undefined> {
  const { Session } = await import('node:inspector');
  const session = new Session();
  session.connect();
  const scripts = new Map<string, string>();
  try {
    const stack = new Promise<string>((resolve, reject) => {
      const order = (sessionId: string, id: number, method: string): void =>
        session.post('NodeWorker.sendMessageToWorker', { sessionId, message: JSON.stringify({ id, method }) });
      session.on('NodeWorker.attachedToWorker', ({ params: { sessionId, workerInfo } }: Attached) => {
        if (!workerInfo.title.endsWith(` ${name}`)) return;
        order(sessionId, 1, 'Debugger.enable');
        order(sessionId, 2, 'Debugger.pause');
      });
      session.on('NodeWorker.receivedMessageFromWorker', ({ params: { sessionId, message } }: Told) => {
        const { method, params: said } = JSON.parse(message) as Said;
        if (method === 'Debugger.scriptParsed') scripts.set(said.scriptId, said.url);
        if (method !== 'Debugger.paused') return;
        order(sessionId, 3, 'Debugger.disable');
        const places = said.callFrames.map(({ location: { scriptId, lineNumber, columnNumber = 0 } }) => {
          return `${scripts.get(scriptId) ?? ''}:${lineNumber + 1}:${columnNumber + 1}`;
        });
        resolve(places.join('\n'));
      });
      session.post('NodeWorker.enable', { waitForDebuggerOnStart: false }, (error) => error && reject(error));
    });
    return await Promise.race([stack, delay(ANSWER_MS_MAX, undefined, { ref: false })]);
  } catch {
    return undefined;
  } finally {
    session.disconnect();
  }
}
