import { API, apiName } from '../../wire/api-keys.ts';
import type { Body } from '../../wire/apache/message-type.ts';
import type { MomentOf } from '../process/network/wires.ts';

/** What clients ask again and again as their clocks have it: when one comes is not repeatable, and says nothing. */
const BY_THE_CLOCK: ReadonlySet<number> = new Set([API.ApiVersions, API.Metadata, API.Heartbeat]);

interface NamedTopic {
  readonly name?: string;
  readonly topic?: string;
  readonly topicId?: string;
  /** Of the answer to a Fetch. */
  readonly partitions?: readonly { readonly records?: Buffer | null }[];
}

/**
 * The moments of a client whose clock is real, by API and topic: all but what comes by its clock. A Fetch is one when it brings
 * something.
 */
export const momentsOf =
  (nameOf: (topicId: string) => string): MomentOf =>
  ({ apiKey, body }, answer) => {
    if (BY_THE_CLOCK.has(apiKey)) return null;
    const topics = apiKey === API.Fetch ? topicsIn(answer ?? {}).filter(hasRecords) : topicsIn(body);
    if (apiKey === API.Fetch && topics.length === 0) return null;
    const names = topics.map(({ name, topic, topicId = '' }) => name || topic || nameOf(topicId));
    return [apiName(apiKey), ...new Set(names.sort())].join(' ');
  };

/** The topics that a body speaks of, wherever its API has them. */
function topicsIn(body: Body): readonly NamedTopic[] {
  const { topics, topicData, responses, v3AndBelowTopics } = body;
  const found = [topics, topicData, responses, v3AndBelowTopics].find((list) => Array.isArray(list) && list.length > 0);
  return ((found ?? []) as readonly (NamedTopic | string)[]).map((one) =>
    typeof one === 'string' ? { name: one } : one,
  );
}

/** Whether the answer to a Fetch brings anything. */
const hasRecords = ({ partitions = [] }: NamedTopic): boolean =>
  partitions.some(({ records }) => records !== undefined && records !== null && records.length > 0);

/** Whether the answer to a Fetch brings nothing. */
export const isEmptyFetch = (answer: Body): boolean => !topicsIn(answer).some(hasRecords);
