import type { produceApi } from '../../../wire/messages/produce.ts';
import type { Loose } from '../../../wire/schema/type.ts';
import type { AppendedBatch } from '../waiting.ts';

/** The answer to Produce, once nothing waits any more. */
export function producedAnswer(appended: readonly AppendedBatch[]): Loose<ReturnType<typeof produceApi.readResponse>> {
  const topics = [...new Set(appended.map(({ name, topicId }) => name || topicId))];
  return {
    responses: topics.map((topic) => {
      const own = appended.filter(({ name, topicId }) => (name || topicId) === topic);
      const [{ name, topicId }] = own;
      return {
        name,
        topicId,
        partitionResponses: own.map(({ index, errorCode, baseOffset }) => ({
          index,
          errorCode,
          baseOffset: errorCode === 0 ? baseOffset : -1,
          logStartOffset: errorCode === 0 ? 0 : -1,
        })),
      };
    }),
  };
}
