import { small, transforming } from '../../../model/testing/story.ts';
import type { SetupDraft } from '../../../setups/input.ts';
import { FOREIGN_COMMIT } from '../../guarantees/exclusive-ownership.ts';
import { SKIPPED_BY_GROUP } from '../../guarantees/no-loss.ts';
import { TWO_OUTPUTS } from '../../guarantees/no-duplicates.ts';
import { merged } from '../../claims/setups.ts';
import type { Entries, Entry } from './entry.ts';

const TWO_MEMBERS: SetupDraft = { scope: { members: 2 } };
const MOVED: SetupDraft = merged(TWO_MEMBERS, { faults: { rebalance: 1 } });
const PAUSED: SetupDraft = merged(TWO_MEMBERS, { faults: { 'consumer.stall': 1 } });
/** Commits come first, and who has taken over may stop in an orderly way. */
const LEFT: SetupDraft = { application: { commit: 'before-processing' }, faults: { 'consumer.close': 1 } };
const KIP_848: SetupDraft = { consumer: { 'group.protocol': 'consumer' } };
const UNHEARD: SetupDraft = merged(KIP_848, { application: { 'rebalance.listener': false } });
const HEARD: SetupDraft = merged(KIP_848, { application: { 'rebalance.listener': true } });
const AUTOMATIC: SetupDraft = merged(KIP_848, {
  consumer: { 'enable.auto.commit': true },
  faults: { 'consumer.crash': 1 },
});
const WORKER: SetupDraft = { application: { processing: 'async' } };

const consuming = (...drafts: readonly SetupDraft[]): SetupDraft => small(merged(...drafts));
const inTransactions = (...drafts: readonly SetupDraft[]): SetupDraft => transforming(merged(...drafts));

/** A record that was committed and never processed. */
const skipped = { guarantee: 'no-loss', cause: SKIPPED_BY_GROUP, verdict: 'violated' } as const;
/** Two committed outputs for one input. */
const twoOutputs = { guarantee: 'no-duplicates', cause: TWO_OUTPUTS, verdict: 'violated' } as const;
const oneOutput = { guarantee: 'no-duplicates', verdict: 'holds' } as const;
/** The coordinator takes what a member commits of a partition that is not its own. */
const taken = { guarantee: 'exclusive-ownership', cause: FOREIGN_COMMIT, verdict: 'violated' } as const;
const nothingTaken = { guarantee: 'exclusive-ownership', verdict: 'holds' } as const;

/** A transform on brokers of 4.3 with clients of another version. */
const withClients = (clients: string, outcome: typeof twoOutputs | typeof oneOutput, decided: string): Entry => ({
  title: `no listener, clients of ${clients} on brokers of 4.3`,
  setup: inTransactions(UNHEARD, MOVED, { kafka: '4.3', clients }),
  ...outcome,
  decided,
});

/** What the network thread of a KIP-848 consumer does while its application is busy, and whose commits a group takes. */
export const BACKGROUND: Entries = {
  G2: [
    {
      title:
        'without a listener a partition goes to its next owner with its record in hand, which is processed by both',
      setup: consuming(UNHEARD, MOVED, { kafka: '4.1' }),
      guarantee: 'no-duplicates',
      verdict: 'violated',
      decided: 'AbstractMembershipManager.maybeReconcile at 4.1.2 asks for auto-commit alone before it gives up',
    },
    {
      title: 'on 3.9 as well',
      setup: consuming(UNHEARD, MOVED, { kafka: '3.9' }),
      guarantee: 'no-duplicates',
      verdict: 'violated',
      decided: 'MembershipManagerImpl.maybeReconcile at 3.9.2 gives up whenever the network thread polls',
    },
    {
      title: 'a commit before processing does not help: that of the former owner is taken, and both process the record',
      setup: consuming(UNHEARD, MOVED, {
        kafka: '4.1',
        application: { 'rebalance.listener': false, commit: 'before-processing' },
      }),
      guarantee: 'no-duplicates',
      verdict: 'violated',
      decided: 'as above: the commit names a member of the group and its epoch of now',
    },
    {
      title: 'a consumer that commits automatically gives up inside poll() alone (KAFKA-18641)',
      setup: consuming(UNHEARD, MOVED, { kafka: '4.1', consumer: { 'enable.auto.commit': true } }),
      guarantee: 'no-duplicates',
      verdict: 'holds',
      decided: 'AbstractMembershipManager.maybeReconcile at 4.1.2: if (autoCommitEnabled && !canCommit) return',
    },
    {
      title: 'a listener, whatever it does, is called inside poll(): nothing is given up before',
      setup: consuming(HEARD, MOVED, { kafka: '4.1' }),
      ...oneOutput,
      decided: 'AbstractMembershipManager.revokePartitions at 4.1.2 waits for the callback, which poll() runs',
    },
  ],
  '2': [
    {
      title: 'no listener on 4.1: given up in the middle of a transaction, whose offsets are taken all the same',
      setup: inTransactions(UNHEARD, MOVED, { kafka: '4.1' }),
      ...twoOutputs,
      decided: '4.1.2: two committed outputs in 3 of 3 runs',
    },
    {
      title: 'no listener on 4.1: the commit of the lost partition is taken',
      setup: consuming(UNHEARD, MOVED, { kafka: '4.1' }),
      ...taken,
      decided: '4.1.2: commitSync(Map) was taken in 3 of 3 runs',
    },
    withClients('4.0', twoOutputs, 'client 4.0.2 on brokers of 4.3.1: 2 of 2 runs'),
    withClients('4.2.0', twoOutputs, 'client 4.2.0 on brokers of 4.3.1: 2 of 2 runs'),
    withClients('4.2.1', oneOutput, 'client 4.2.1 on brokers of 4.3.1: not given up in 2 of 2 runs'),
    withClients('4.3', oneOutput, 'client 4.3.0 on brokers of 4.3.1: not given up in 2 of 2 runs; 4.3.1: 3 of 3'),
    ...['4.1', '4.3'].map((kafka) => ({
      title: `a listener on ${kafka}`,
      setup: inTransactions(HEARD, MOVED, { kafka }),
      ...oneOutput,
      decided: `${kafka === '4.1' ? '4.1.2' : '4.3.1'}, with a listener: one output in 3 of 3 runs`,
    })),
  ],
  '3': [
    ...['4.1', '4.3'].map((kafka) => ({
      title: `no listener on ${kafka}: a paused member joins again, and the offsets of its transaction are taken`,
      setup: inTransactions(UNHEARD, PAUSED, { kafka }),
      ...taken,
      decided: `${kafka === '4.1' ? '4.1.2' : '4.3.1'}: two committed outputs in 3 of 3 runs, by SIGSTOP alone`,
    })),
    ...['4.1', '4.3'].map((kafka) => ({
      title: `a listener on ${kafka}: it stays fenced until poll()`,
      setup: consuming(HEARD, PAUSED, { kafka }),
      ...nothingTaken,
      decided: `${kafka === '4.1' ? '4.1.2' : '4.3.1'}, with a listener: refused in 3 of 3 runs`,
    })),
    {
      title: 'a classic group: it joins again inside poll() alone',
      setup: consuming(PAUSED, { kafka: '4.3' }),
      ...nothingTaken,
      decided: '3.9.2, 4.1.2, 4.3.1, classic: refused in 3 of 3 runs each',
    },
  ],
  'empty group': [
    {
      title: 'a paused member with a listener commits without an epoch in the group that its successor has left',
      setup: consuming(HEARD, PAUSED, LEFT, { kafka: '4.1' }),
      guarantee: 'no-duplicates',
      verdict: 'violated',
      decided: 'ConsumerGroup.validateOffsetCommit at 4.1.2 takes it; played on 4.1.2, 18 steps',
    },
    {
      title: 'a classic client sends no commit once it has heard',
      setup: consuming(PAUSED, LEFT, { kafka: '4.1' }),
      ...oneOutput,
      decided:
        'ConsumerCoordinator.sendOffsetCommitRequest at 4.1.2: CommitFailedException where generationIfStable() is null',
    },
    {
      title: 'in a transaction groupMetadata() names the last epoch all the same',
      setup: inTransactions(HEARD, PAUSED, { kafka: '4.1', faults: { 'consumer.close': 1 } }),
      ...oneOutput,
      decided: 'AsyncKafkaConsumer.updateGroupMetadata at 4.1.2 keeps the epoch where there is none',
    },
  ],
  G3: [
    {
      title: 'no listener: what a fenced member had in hand is committed under its new epoch',
      setup: consuming(UNHEARD, PAUSED, { kafka: '4.3' }),
      ...taken,
      decided: 'AbstractMembershipManager.transitionToFenced at 4.3.1 goes on to JOINING without the application',
    },
  ],
  G7: [
    ...(['4.2', '4.3'] as const).map((kafka) => ({
      title: `automatic commits of KIP-848 on ${kafka} cover what poll() is just returning`,
      setup: consuming(AUTOMATIC, { kafka }),
      ...skipped,
      decided:
        kafka === '4.3'
          ? '4.3.1: the record in hand was lost in 9 of 24 crashes'
          : '4.2.2: the record in hand was lost in 3 of 12 crashes',
    })),
    {
      title: 'and may come after it all the same: what was processed is delivered again',
      setup: consuming(AUTOMATIC, { kafka: '4.3' }),
      guarantee: 'no-duplicates',
      verdict: 'violated',
      decided: '4.3.1: in 15 of 24 runs the commit covered the poll before alone',
    },
    {
      title: 'on 4.1 they do not',
      setup: consuming(AUTOMATIC, { kafka: '4.1' }),
      guarantee: 'no-loss',
      cause: SKIPPED_BY_GROUP,
      verdict: 'holds',
      decided: '4.1.2: nothing was lost in 8 of 8 crashes, nor with its clients on brokers of 4.3.1 in 6 of 6',
    },
    {
      title: 'nor do those of the classic protocol',
      setup: consuming(AUTOMATIC, { kafka: '4.3', consumer: { 'group.protocol': 'classic' } }),
      guarantee: 'no-loss',
      cause: SKIPPED_BY_GROUP,
      verdict: 'holds',
      decided: '4.3.1, classic: nothing was lost in 6 of 6 crashes',
    },
  ],
  '9': [
    ...['3.5', '3.9', '4.1', '4.3'].map((kafka) => ({
      title: `classic on ${kafka}: what a worker has finished is committed, whose the partition is by now`,
      setup: consuming(WORKER, MOVED, { kafka }),
      ...taken,
      decided: 'commitSync(Map) of another member’s partition was stored in 3 of 3 runs: 3.5.2, 3.9.2, 4.1.2, 4.3.1',
    })),
    ...['4.1', '4.3'].map((kafka) => ({
      title: `KIP-848 on ${kafka}: the same`,
      setup: consuming(WORKER, HEARD, MOVED, { kafka }),
      ...taken,
      decided: 'commitSync(Map) of another member’s partition was stored in 3 of 3 runs: 4.1.2, 4.3.1',
    })),
  ],
  G5: [
    {
      title: 'KIP-429: the same',
      setup: consuming(WORKER, MOVED, { consumer: { 'partition.assignment.strategy': 'cooperative' } }),
      ...taken,
      decided: 'GroupMetadataManager.validateOffsetCommit compares member and generation, and no client looks further',
    },
    {
      title: 'a loop without a worker has committed before it gives up',
      setup: consuming(MOVED),
      ...nothingTaken,
      decided: 'revocation and poll() are calls of one thread',
    },
    {
      title: 'a listener that waits for its workers leaves nothing to commit',
      setup: consuming(WORKER, MOVED, { application: { processing: 'async', 'on.revoke': 'drain' } }),
      ...nothingTaken,
      decided: 'ConsumerRebalanceListener.onPartitionsRevoked returns before the rebalance goes on',
    },
  ],
};
