/**
 * Everything that can happen to the partition. The variants share these types; they differ in when an action is enabled
 * and in what it does. Replicas are numbered from 0; `epoch` names the LeaderAndIsr request of that leader epoch.
 */
export type ReplicationAction =
  /** The controller makes a member of the ISR the leader. */
  | { readonly type: 'controller.elect-leader'; readonly replica: number }
  /** The controller takes a replica that failed out of the ISR, or out of the leadership if it was the last. */
  | { readonly type: 'controller.shrink-isr'; readonly replica: number }
  /** The replica that a request names leader reads it. */
  | { readonly type: 'leader.become-leader'; readonly epoch: number }
  /** A presumed leader appends a new record. */
  | { readonly type: 'leader.write'; readonly replica: number }
  /** The leader takes a follower that lags out of the ISR; for KIP-320 `because` tells the two grounds apart. */
  | {
      readonly type: 'leader.shrink-isr';
      readonly leader: number;
      readonly follower: number;
      readonly because?: 'other-epoch' | 'behind';
    }
  /** The leader takes a follower that caught up into the ISR. */
  | { readonly type: 'leader.expand-isr'; readonly leader: number; readonly follower: number }
  /** The leader raises the high watermark by one record that the whole ISR has. */
  | { readonly type: 'leader.increment-high-watermark'; readonly leader: number }
  /** A follower gets one record and the high watermark of whom it follows. */
  | { readonly type: 'follower.fetch'; readonly follower: number; readonly leader: number }
  /** A replica reads a request that names another one leader, and truncates; `because` tells two rules apart. */
  | {
      readonly type: 'follower.become-follower';
      readonly follower: number;
      readonly epoch: number;
      readonly because?: 'empty-log' | 'agreement';
    }
  /** A follower truncates what the leader has not: only in the first try at KIP-320. */
  | { readonly type: 'follower.truncate'; readonly follower: number; readonly leader: number };

export type ReplicationActionType = ReplicationAction['type'];
export type ReplicationActionOf<Type extends ReplicationActionType> = Extract<
  ReplicationAction,
  { readonly type: Type }
>;
