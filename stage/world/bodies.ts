/** What requests and answers are made of, as far as it is looked at here: those of all versions. */

/** A topic by its name, or by its id: newer requests have only that. */
interface Topic {
  readonly name: string;
  readonly topicId?: string;
}

export interface FetchBody {
  readonly topics: readonly {
    readonly topic: string;
    readonly topicId: string;
    readonly partitions: readonly { readonly partition: number; readonly fetchOffset: number }[];
  }[];
}

export interface FetchAnswer {
  readonly responses: readonly {
    readonly topic?: string;
    readonly topicId?: string;
    readonly partitions: readonly { readonly partitionIndex: number; readonly records?: Buffer | null }[];
  }[];
}

/** Of OffsetCommit and TxnOffsetCommit. */
export interface CommitBody {
  readonly topics: readonly (Topic & {
    readonly partitions: readonly { readonly partitionIndex: number; readonly committedOffset: number }[];
  })[];
}

export interface CommitAnswer {
  readonly topics: readonly { readonly partitions: readonly { readonly errorCode?: number }[] }[];
}

export interface ProduceBody {
  readonly topicData: readonly (Topic & {
    readonly partitionData: readonly { readonly index: number; readonly records: Buffer | null }[];
  })[];
}

export interface ProduceAnswer {
  readonly responses: readonly (Topic & {
    readonly partitionResponses: readonly {
      readonly index: number;
      readonly errorCode?: number;
      readonly baseOffset: number;
    }[];
  })[];
}

/** What a Produce request has for a partition. */
export const recordsFor = ({ topicData }: ProduceBody, name: string, topicId: string, partition: number): Buffer =>
  topicData
    .find((topic) => topic.name === name && (topic.topicId ?? '') === topicId)
    ?.partitionData.find(({ index }) => index === partition)?.records ?? Buffer.alloc(0);
