/** Members of a group as they call themselves: what its coordinator keeps of them and does not look into. */
export interface GroupMembers {
  readonly groupId: string;
  readonly protocolType: string | null;
  /** The assignor that all of them know, chosen as the generation began. */
  readonly protocol: string | null;
  /** Whose SyncGroup brings the assignment. */
  readonly leader: string | null;
  /** Whether that has come for this generation. */
  readonly synced: boolean;
  /** By slot of the machine's group; null for nobody. */
  readonly slots: readonly (GroupMember | null)[];
  /** The first members wait for more (group.initial.rebalance.delay.ms). */
  readonly starting: boolean;
  /** How many rebalances have begun. */
  readonly rebalances: number;
}

export interface GroupMember {
  readonly memberId: string;
  readonly clientId: string;
  readonly groupInstanceId: string | null;
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
  readonly protocols: readonly { readonly name: string; readonly metadata: Buffer }[];
  /** What the leader has assigned in this generation. */
  readonly assignment: Buffer;
  /** How often the coordinator has heard of it: each time its session begins anew. */
  readonly heard: number;
}
