import { API } from '../../wire/api-keys.ts';
import type { Commit } from '../ledger.ts';
import type { Answered } from '../process/network/witness.ts';
import type { CommitAnswerBody, CommitBody } from './bodies.ts';

/** Newer requests ask for several groups. */
interface OffsetFetchBody {
  readonly groupId?: string;
  readonly groups?: readonly { readonly groupId: string }[];
}

const groupsOf = ({ groupId, groups = [] }: OffsetFetchBody): readonly string[] =>
  groups.length > 0 ? groups.map((one) => one.groupId) : [groupId ?? ''];

/** The offsets that coordinators have taken, as their answers tell it: those of a transaction when it is committed. */
export class ObservedCommits {
  readonly #all: Commit[] = [];
  /** Those that coordinators have not taken. */
  readonly refused: Commit[] = [];
  /** Groups whose offsets somebody has asked for: a consumer begins by that. */
  readonly #asked = new Set<string>();
  /** By transactional id. */
  readonly #pending = new Map<string, Commit[]>();
  private readonly nameOf: (topicId: string) => string;

  /** @param nameOf the topic of an id: newer requests name it by that. */
  constructor(nameOf: (topicId: string) => string) {
    this.nameOf = nameOf;
  }

  /** What consumers begin from. */
  get all(): readonly Commit[] {
    return this.#all.filter(({ group }) => this.#asked.has(group));
  }

  /** What was committed for groups as which nobody consumes. */
  get astray(): readonly Commit[] {
    return this.#all.filter(({ group }) => !this.#asked.has(group));
  }

  answered(answered: Answered): void {
    const { request, body } = answered;
    const { apiKey } = request;
    if (apiKey === API.OffsetFetch) for (const group of groupsOf(request.body)) this.#asked.add(group);
    else if (apiKey === API.OffsetCommit) this.#all.push(...this.taken(answered));
    else if (apiKey === API.TxnOffsetCommit) {
      const id = String(request.body.transactionalId);
      this.#pending.set(id, [...(this.#pending.get(id) ?? []), ...this.taken(answered)]);
    } else if (apiKey === API.EndTxn && body.errorCode === 0) {
      const id = String(request.body.transactionalId);
      const { at, line } = answered;
      const end = line === undefined ? {} : { end: line };
      if (request.body.committed)
        for (const commit of this.#pending.get(id) ?? []) this.#all.push({ ...commit, at, ...end });
      this.#pending.delete(id);
    } else if (apiKey === API.InitProducerId && body.errorCode === 0) {
      // What an earlier incarnation had begun is aborted.
      this.#pending.delete(String(request.body.transactionalId));
    }
  }

  private taken({ life, request, body, at, line }: Answered): Commit[] {
    const group = String(request.body.groupId);
    const { topics: answers } = body as unknown as CommitAnswerBody;
    return (request.body as unknown as CommitBody).topics.flatMap(({ name, topicId, partitions }, topicAt) =>
      partitions.flatMap(({ partitionIndex, committedOffset }, partitionAt) => {
        const commit: Commit = {
          group,
          topic: name || this.nameOf(topicId),
          partition: partitionIndex,
          offset: committedOffset,
          process: life.process,
          incarnation: life.incarnation,
          at,
          ...(line === undefined ? {} : { line }),
        };
        if (!answers[topicAt]?.partitions[partitionAt]?.errorCode) return commit;
        this.refused.push(commit);
        return [];
      }),
    );
  }
}
