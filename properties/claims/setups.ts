import type { SetupDraft } from '../../setups/input.ts';

/**
 * The setups that the claims are tried in: as small as the claim allows, so that the whole scope is searched and the
 * counterexample is short. One broker unless replication is the point, one member unless the group is, and only the
 * faults that the claim speaks of.
 */

/** Drafts laid over one another, section by section: of two values of a key the later one counts. */
export function merged(...drafts: readonly SetupDraft[]): SetupDraft {
  const sections: Record<string, unknown> = {};
  for (const draft of drafts) {
    for (const [name, content] of Object.entries(draft)) {
      const before = sections[name];
      sections[name] = isSection(before) && isSection(content) ? { ...before, ...content } : content;
    }
  }
  return sections;
}

const isSection = (content: unknown): content is object => typeof content === 'object' && content !== null;

/** Given in full, so that no claim depends on the project's own defaults. */
const TINY = { records: 1, producers: 1, groups: 1, members: 1, attempts: 2, lags: 0 };

/** One broker, one partition, one record, one member that reads from the start; faults only as the draft says. */
export const small = (draft: SetupDraft): SetupDraft =>
  merged(
    {
      cluster: { brokers: 1 },
      topic: { 'replication.factor': 1 },
      consumer: { 'auto.offset.reset': 'earliest' },
      faults: {},
      scope: TINY,
    },
    draft,
  );

/** The same on two brokers that both have the partition. */
export const replicated = (minIsr: 1 | 2, draft: SetupDraft): SetupDraft =>
  small(
    merged(
      {
        cluster: { brokers: 2 },
        topic: { 'replication.factor': 2, 'min.insync.replicas': minIsr },
      },
      draft,
    ),
  );

/** Kafka's own defaults, nothing else: the topic of a fresh broker and a client that sets nothing. */
export const defaults = (kafka: string, draft: SetupDraft = {}): SetupDraft =>
  merged({ kafka, cluster: { brokers: 1 }, faults: {}, scope: TINY }, draft);

/** Consume, transform, produce in a transaction, as section 4 of the guide sets it up, and read back the same way. */
export const transactional = (draft: SetupDraft): SetupDraft =>
  small(
    merged(
      {
        producer: { 'enable.idempotence': true, 'transactional.id': 'my-transactional-id' },
        consumer: { 'isolation.level': 'read_committed', 'enable.auto.commit': false },
        application: { shape: 'transform', commit: 'transaction', effect: 'kafka' },
      },
      draft,
    ),
  );

export const COMMIT_BEFORE: SetupDraft = { application: { commit: 'before-processing' } };
export const COMMIT_AFTER: SetupDraft = { application: { commit: 'after-processing' } };
export const AUTO_COMMIT: SetupDraft = { consumer: { 'enable.auto.commit': true }, application: { commit: 'auto' } };
/** poll() hands records to a worker and goes on polling. */
export const WORKER: SetupDraft = { application: { processing: 'async' } };
export const DEDUPLICATING: SetupDraft = { application: { 'idempotency.key': true } };
export const RESENDING: SetupDraft = { application: { 'on.send.failure': 'resend' } };

export const ACKS_0: SetupDraft = { producer: { acks: '0' } };
export const ACKS_1: SetupDraft = { producer: { acks: '1' } };
export const ACKS_ALL: SetupDraft = { producer: { acks: 'all' } };

/** One fault of each kind. */
export const faults = (...kinds: readonly string[]): SetupDraft => ({
  faults: Object.fromEntries(kinds.map((kind) => [kind, 1])),
});

export const CRASH = faults('consumer.crash');
export const TWO_MEMBERS: SetupDraft = { scope: { members: 2 } };
