import { parentPort } from 'node:worker_threads';
import { EnvironmentMemory } from '../../explorers/compositional/environment-memory.ts';
import { NO_TIME_LIMIT } from '../searches/time-limit.ts';
import { type IssueQuestion, unreleasedIssues } from './known-issues.ts';

/** The program of a thread that is asked what holes are known as, one after another. Whoever has had enough ends it. */
const environments = new EnvironmentMemory();
parentPort?.on('message', (question: IssueQuestion) => void answer(question));

async function answer(question: IssueQuestion): Promise<void> {
  const known = await unreleasedIssues(question, { time: NO_TIME_LIMIT, environments });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(known);
}
