import type { GroupMember } from '../group-members.ts';

/** What a member says to an assignor; nothing where it does not know it. */
export const memberMetadata = ({ protocols }: GroupMember, protocol: string | null): Buffer =>
  protocols.find(({ name }) => name === protocol)?.metadata ?? Buffer.alloc(0);
