import { API } from '../../wire/api-keys.ts';
import { ERROR_CODES, errorName } from '../../wire/error-codes.ts';
import { exchangeOf, type Frame, type Matcher } from '../../wire/frame.ts';
import { fetchApi } from '../../wire/messages/fetch.ts';
import { HarnessError } from '../harness-error.ts';
import { withWait } from '../testbed/fetch-wait.ts';
import { fetcherId } from '../names.ts';
import type { Testbed } from '../testbed/testbed.ts';

/** Fetches of data brokers from each other. */
export const REPLICATION: Matcher = {
  api: API.Fetch,
  clientId: /^broker-\d+-fetcher-/,
  listener: /^internal-\d{1,2}$/,
};

/** How many fetches a follower may need: of a stale leader epoch, or because the leader has other things under way. */
const FETCHES_MAX = 20;

/** What becomes of the response: it gets through, is lost with its connection, or is lost and the follower fetches anew. */
type Fortune = 'through' | 'lost' | 'again';

/** A follower's fetch of a partition, as it is at the gate. */
const fetches = (testbed: Testbed, partition: number, broker: number, leader: number) =>
  ({
    api: API.Fetch,
    clientId: fetcherId(broker, testbed.names.partition(partition)),
    listener: `internal-${leader}`,
  }) as const;

/**
 * One fetch of a follower, until the next one is ready to go: that one is sent when what this one has brought is in the log.
 * A fetch that was made before the follower had heard of the newest leader epoch is refused, and comes again. It waits for
 * nothing at its leader: one that finds no records would be answered later with the high watermark of then, which is what the
 * next one brings.
 *
 * @param truncates whether the follower finds that it has to truncate its log.
 * @param fortune what becomes of the response. Where it is lost, the leader knows where the follower is, and the follower gets
 * nothing.
 */
export async function fetchOnce(
  testbed: Testbed,
  partition: number,
  broker: number,
  leader: number,
  truncates: boolean,
  fortune: () => Promise<Fortune> = async () => 'through',
): Promise<void> {
  const matcher = fetches(testbed, partition, broker, leader);
  const who = `broker ${broker} to fetch from broker ${leader}`;
  let why: string | null = null;
  for (let tries = 0; tries < FETCHES_MAX; tries += 1) {
    const request = await testbed.held(who, { ...matcher, direction: 'request' });
    testbed.gate.pass(request, withWait(request, 0));
    const response = await testbed.held(`an answer for ${who}`, { ...exchangeOf(request), direction: 'response' });
    why = whyInVain(testbed, partition, { request, response }, truncates);
    const becomes = why === null ? await fortune() : 'through';
    if (becomes === 'through') testbed.gate.pass(response);
    else testbed.gate.cut({ link: request.link });
    const another = (frame: Frame): boolean => frame !== request;
    await testbed.held(`${who} once more`, { ...matcher, direction: 'request', where: another });
    if (why === null && becomes !== 'again') return;
  }
  throw new HarnessError(
    `broker ${broker} has fetched ${FETCHES_MAX} times from broker ${leader} in vain: ${why ?? 'again'}`,
  );
}

/**
 * Why a fetch is to come again, null where it need not: the follower leaves the partition out, since it waits after an error
 * (`AbstractFetcherThread.delayPartitions`); the leader did not take it for one of its epoch; or found that the
 * follower's last epoch is none that it knows, where there is nothing to be truncated: whoever has led and written nothing
 * remembers that epoch all the same (`LeaderEpochFileCache`), and fetches once more.
 */
function whyInVain(
  testbed: Testbed,
  partition: number,
  { request, response }: Readonly<Record<'request' | 'response', Frame>>,
  truncates: boolean,
): string | null {
  const { topic, partition: index } = testbed.names.partition(partition);
  const topicId = testbed.topicIds.get(topic);
  const isOfTopic = (some: { readonly topic: string; readonly topicId: string }): boolean =>
    some.topic === topic || some.topicId === topicId;
  const { forgottenTopicsData } = fetchApi.readRequest(request.payload, request.header);
  if (forgottenTopicsData.some((forgotten) => isOfTopic(forgotten) && forgotten.partitions.includes(index))) {
    return 'the follower waits after an error';
  }
  const answered = fetchApi
    .readResponse(response.payload, response.header.apiVersion)
    .responses.filter(isOfTopic)
    .flatMap(({ partitions }) => partitions)
    .find((answer) => answer.partitionIndex === index);
  if (answered === undefined) return null;
  const { errorCode, divergingEpoch } = answered;
  if (errorCode !== ERROR_CODES.NONE) return errorName(errorCode);
  return divergingEpoch.epoch >= 0 && !truncates ? `diverges in epoch ${divergingEpoch.epoch}` : null;
}
