import { parentPort } from 'node:worker_threads';
import { processHost } from '../host.ts';
import { type EntryTask, judgeEntry } from './judge-entry.ts';

/** The program of a thread that judges entries, one after another. Whoever has had enough ends it. */
parentPort?.on('message', (task: EntryTask) => void answer(task));

async function answer(task: EntryTask): Promise<void> {
  const verdict = await judgeEntry(task, processHost);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(verdict);
}
