import type { offsetCommitApi } from '../../wire/messages/offset-commit.ts';
import type { ProduceBody } from '../cluster/waiting.ts';

/** Of answers, what is looked at here. */
export interface FetchAnswerBody {
  readonly responses: readonly {
    readonly topic?: string;
    readonly topicId?: string;
    readonly partitions: readonly { readonly partitionIndex: number; readonly records?: Buffer | null }[];
  }[];
}

/** Of OffsetCommit, and as far as it is looked at of TxnOffsetCommit. */
export type CommitBody = Pick<ReturnType<typeof offsetCommitApi.readRequest>, 'topics'>;

export interface CommitAnswerBody {
  readonly topics: readonly { readonly partitions: readonly { readonly errorCode?: number }[] }[];
}

export interface ProduceAnswerBody {
  readonly responses: readonly {
    readonly name: string;
    readonly topicId?: string;
    readonly partitionResponses: readonly {
      readonly index: number;
      readonly errorCode?: number;
      readonly baseOffset: number;
    }[];
  }[];
}

/** What a Produce request has for a partition. */
export const recordsFor = ({ topicData }: ProduceBody, name: string, topicId: string, partition: number): Buffer =>
  topicData
    .find((topic) => topic.name === name && (topic.topicId ?? '') === topicId)
    ?.partitionData.find(({ index }) => index === partition)?.records ?? Buffer.alloc(0);
