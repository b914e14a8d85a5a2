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
  /** Who has been given a member id and has not come back with it (KIP-394). */
  readonly named: readonly NamedMember[];
  /** The first members wait for more (group.initial.rebalance.delay.ms). */
  readonly starting: boolean;
  /** How many rebalances have begun. */
  readonly rebalances: number;
}

export interface NamedMember {
  readonly memberId: string;
  readonly sessionTimeoutMs: number;
}

export interface GroupMember extends NamedMember {
  /** Of its latest JoinGroup; empty for a client without a name. */
  readonly clientId: string;
  readonly groupInstanceId: string | null;
  readonly rebalanceTimeoutMs: number;
  readonly protocols: readonly MemberProtocol[];
  /** What the leader has assigned in this generation. */
  readonly assignment: Buffer;
  /** How often the coordinator has heard of it: each time its session begins anew. */
  readonly heard: number;
}

/** An assignor that a member knows, and what it says to it: its subscription. */
export interface MemberProtocol {
  readonly name: string;
  readonly metadata: Buffer;
}

/** A group that nobody has joined yet. */
export const noMembers = (groupId: string): GroupMembers => ({
  groupId,
  protocolType: null,
  protocol: null,
  leader: null,
  synced: false,
  slots: [],
  named: [],
  starting: false,
  rebalances: 0,
});

/** The slot of a member, -1 for somebody unknown. */
export const slotNamed = ({ slots }: GroupMembers, memberId: string): number =>
  slots.findIndex((member) => member?.memberId === memberId);

/** The slot of a static member (KIP-345), -1 for none. */
export const slotOfInstance = ({ slots }: GroupMembers, groupInstanceId: string | null): number =>
  groupInstanceId === null ? -1 : slots.findIndex((member) => member?.groupInstanceId === groupInstanceId);

export const membersOf = ({ slots }: GroupMembers): readonly GroupMember[] => slots.filter((member) => member !== null);
