import type { Hold } from '../../wire/gate.ts';
import type { ClusterState } from '../../model/state.ts';
import type { Polled as MachineRecord } from '../../model/consumer/client/member.ts';
import type { ClientError } from '../clients/client-error.ts';
import type { Membership, PolledRecord } from '../clients/protocol.ts';

/** What a consumer says of itself: what it owns, and where it goes on. */
export type Ownership = Pick<Membership, 'generation' | 'assignment' | 'positions'>;

const NOTHING: Ownership = { generation: -1, assignment: [], positions: {} };

/** A record that poll() has returned, by the machine's number of its partition. */
export type RecordInHand = Pick<PolledRecord, 'value' | 'offset'> & { readonly partition: number };

/**
 * A member of a group as its application has it: the records that its client has given it, and what it has been told. The loop
 * of the application is the harness's own, and does what the schedule says.
 */
export class LiveMember {
  /** What the coordinator calls it, since it last joined; empty before. */
  memberId = '';
  /** What the coordinator called it when it took it out of the group. */
  evictedId = '';
  /** A commitSync() that has not returned: its response was lost, and what the client sends again is held. */
  commit: { readonly ended: Promise<ClientError | null>; readonly hold: Hold } | null = null;
  ownership = NOTHING;
  #inHand: readonly RecordInHand[] = [];
  /** The machine's state after the last poll(). */
  #polledIn: ClusterState | null = null;

  /** poll() has returned records, which the loop works on partition by partition, in the step after which the machine is in the state `after`. */
  take(records: readonly RecordInHand[], before: readonly MachineRecord[], after: ClusterState): void {
    const inOrder = [...records].sort((a, b) => a.partition - b.partition);
    this.#inHand = [...this.inHand(before, null), ...inOrder];
    this.#polledIn = after;
  }

  /**
   * What the application has in its hands: of what poll() has returned, what the schedule is not done with.
   *
   * @param left what the machine's member has in the state.
   */
  inHand(left: readonly MachineRecord[], state: ClusterState | null): readonly RecordInHand[] {
    // After a poll() all of it is shown, what the machine knows nothing of too.
    if (state !== null && state === this.#polledIn) return this.#inHand;
    return this.#inHand.filter((record) =>
      left.some(({ partition, offset }) => partition === record.partition && offset === record.offset),
    );
  }

  /** Its process has died. */
  die(): void {
    this.commit?.hold.release();
    this.commit = null;
    this.ownership = NOTHING;
    this.#inHand = [];
  }
}
