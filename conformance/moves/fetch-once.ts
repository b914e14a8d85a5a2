import { API } from '../../wire/api-keys.ts';
import { ERROR_CODES } from '../../wire/error-codes.ts';
import type { Frame } from '../../wire/frame.ts';
import { fetchResponse } from '../../wire/messages/fetch.ts';
import { HarnessError } from '../harness-error.ts';
import { fetcherId } from '../names.ts';
import type { Testbed } from '../testbed.ts';

/** How many fetches of a stale leader epoch a follower may have under way. */
const STALE_FETCHES_MAX = 5;

/** A follower's fetch of a partition, as it is at the gate. */
const fetches = (testbed: Testbed, partition: number, broker: number, leader: number) =>
  ({
    api: API.Fetch,
    clientId: fetcherId(broker, testbed.names.partition(partition)),
    listener: `internal-${leader}`,
  }) as const;

/**
 * One fetch of a follower, until the next one is ready to go: that one is sent when what this one has brought is in the log.
 * A fetch that was made before the follower had heard of the newest leader epoch is refused, and comes again.
 *
 * @param without whether the response is lost with its connection, so that the leader knows where the follower is, and the
 * follower gets nothing.
 */
export async function fetchOnce(
  testbed: Testbed,
  partition: number,
  broker: number,
  leader: number,
  without: () => Promise<boolean>,
): Promise<void> {
  const matcher = fetches(testbed, partition, broker, leader);
  const who = `broker ${broker} to fetch from broker ${leader}`;
  for (let tries = 0; tries < STALE_FETCHES_MAX; tries += 1) {
    const request = await testbed.held(who, { ...matcher, direction: 'request' });
    testbed.gate.pass(request);
    const isItsAnswer = (frame: Frame): boolean =>
      frame.header.correlationId === request.header.correlationId && frame.link === request.link;
    const response = await testbed.held(`an answer for ${who}`, {
      ...matcher,
      direction: 'response',
      where: isItsAnswer,
    });
    const stale = isStale(testbed, partition, response);
    if (!stale && (await without())) testbed.gate.cut({ link: request.link });
    else testbed.gate.pass(response);
    const another = (frame: Frame): boolean => frame !== request;
    await testbed.held(`${who} once more`, { ...matcher, direction: 'request', where: another });
    if (!stale) return;
  }
  throw new HarnessError(`broker ${broker} fetches in leader epochs that broker ${leader} does not know`);
}

/** Whether the leader did not take the fetch for one of its epoch. */
function isStale(testbed: Testbed, partition: number, { payload, header }: Frame): boolean {
  const { topic, partition: index } = testbed.names.partition(partition);
  const of = testbed.topicIds.get(topic);
  const answered = fetchResponse(payload, header.apiVersion)
    .responses.filter((answer) => answer.topic === topic || answer.topicId === of)
    .flatMap(({ partitions }) => partitions)
    .find((answer) => answer.partitionIndex === index);
  return answered !== undefined && answered.errorCode !== ERROR_CODES.NONE;
}
