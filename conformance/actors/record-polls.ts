import { API } from '../../wire/api-keys.ts';
import type { Matcher } from '../../wire/frame.ts';
import type { Offsets, Polled, PolledRecord } from '../clients/protocol.ts';
import type { Testbed } from '../testbed/testbed.ts';

/** How long one poll() waits for records that are on their way. */
const POLL_MS = 50;
/** How long a consumer goes on polling for what it should get. */
const PATIENCE_MS = 10_000;

export interface RecordPolls {
  /** Those that may be fetched from, by Kafka's names; all are paused before and afterwards. */
  readonly partitions: readonly string[];
  /** How many records one poll() returns at most. */
  readonly atMost?: number | undefined;
  /** Whether the consumer has what it should: how many records, and where it goes on. */
  readonly isOver: (records: number, positions: Offsets) => boolean;
}

/**
 * A consumer calls poll(), and again until it has what it should. Fetches are let through one by one, so that no later one
 * brings what the schedule has for the next poll().
 *
 * @param name of the consumer and of its process.
 * @returns what poll() returned, all calls together, also when that is not what it should be.
 */
export async function pollRecords(
  testbed: Testbed,
  name: string,
  { partitions, atMost, isOver }: RecordPolls,
): Promise<readonly PolledRecord[]> {
  const client = testbed.client(name);
  await client.call('consumer.resume', { name, partitions });
  const records: PolledRecord[] = [];
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const polled = await pollOnce(testbed, name, atMost);
    records.push(...polled.records);
    if (isOver(records.length, polled.positions) || Date.now() > end) break;
  }
  await client.call('consumer.pause', { name, partitions });
  await endFetches(testbed, name);
  return records;
}

const fetchesOf = (name: string): Matcher => ({ api: API.Fetch, clientId: name });

/** One poll(): a fetch to each leader may go on, the one that waits or the one that it sends. */
async function pollOnce(testbed: Testbed, name: string, atMost?: number): Promise<Polled> {
  const gone = new Set<number>();
  let isOver = false;
  const { gate } = testbed;
  const polling = testbed
    .client(name)
    .call('consumer.poll', { name, mode: 'once', timeoutMs: POLL_MS, atMost })
    .finally(() => {
      isOver = true;
    });
  const letOn = (): boolean => {
    for (const fetch of gate.frames({ ...fetchesOf(name), direction: 'request' })) {
      if (gone.has(fetch.link)) continue;
      gone.add(fetch.link);
      gate.pass(fetch);
    }
    return isOver;
  };
  void gate.until(letOn);
  return polling;
}

/** The fetch that poll() sends as it returns records finds nothing. */
async function endFetches(testbed: Testbed, name: string): Promise<void> {
  const { gate } = testbed;
  for (const fetch of gate.frames({ ...fetchesOf(name), direction: 'request' })) gate.pass(fetch);
  await testbed.until(
    `fetches of ${name} to end`,
    () => gate.unanswered(fetchesOf(name)).length === 0 && gate.frames(fetchesOf(name)).length === 0,
  );
}
