import type { KafkajsModule } from './kafkajs-module.ts';

/** The partitions of each member, by client id: `{"c0": ["orders-0"]}`. */
export type Plan = Readonly<Record<string, readonly string[]>>;

interface Member {
  readonly memberId: string;
  readonly memberMetadata: Buffer;
}

/**
 * The assigner of kafkajs that gives what the harness says, as `GivenAssignor` does in Java: same name, same form, so that
 * members of both may be in one group.
 */
export const givenAssigner =
  ({ AssignerProtocol }: KafkajsModule, clientId: string, plan: () => Plan | null) =>
  () => ({
    name: 'given',
    version: 1,
    assign: async ({ members }: { readonly members: readonly Member[] }): Promise<object[]> => {
      const given = plan();
      if (given === null) throw new Error('the assigner has been given no plan');
      return members.map(({ memberId, memberMetadata }) => {
        const { userData } = AssignerProtocol.MemberMetadata.decode(memberMetadata);
        const assignment = byTopic(given[userData.toString()] ?? []);
        return { memberId, memberAssignment: AssignerProtocol.MemberAssignment.encode({ version: 1, assignment }) };
      });
    },
    protocol: ({ topics }: { readonly topics: readonly string[] }): object => ({
      name: 'given',
      metadata: AssignerProtocol.MemberMetadata.encode({ version: 1, topics, userData: Buffer.from(clientId) }),
    }),
  });

/** `["orders-0", "orders-1"]` as `{"orders": [0, 1]}`. */
function byTopic(partitions: readonly string[]): Record<string, number[]> {
  const assignment: Record<string, number[]> = {};
  for (const name of partitions) {
    const { topic, partition } = partitionOf(name);
    assignment[topic] = [...(assignment[topic] ?? []), partition];
  }
  return assignment;
}

/** `orders-0`. */
export function partitionOf(name: string): { readonly topic: string; readonly partition: number } {
  const dash = name.lastIndexOf('-');
  return { topic: name.slice(0, dash), partition: Number(name.slice(dash + 1)) };
}
