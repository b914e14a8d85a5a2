import { API } from '../../wire/api-keys.ts';
import { readSubscription } from '../../wire/messages/consumer-protocol.ts';
import { MalformedMessage } from '../../wire/malformed-message.ts';
import type { Arrived } from '../cluster/arrived.ts';
import type { Joining } from '../ledger.ts';
import type { Answered } from '../process/network/witness.ts';
import type { Life } from '../process/time/life.ts';

interface JoinGroupBody {
  readonly groupId: string;
  readonly protocolType: string;
  readonly protocols: readonly { readonly metadata: Buffer }[];
}

/** Which topics consumers want, as they join their groups. */
export class ObservedSubscriptions {
  /** By group, each as a text. */
  readonly #wanted = new Map<string, Set<string>>();
  readonly #joinedBy = new Map<Life, Joining>();

  received({ apiKey, body }: Arrived): void {
    if (apiKey !== API.JoinGroup) return;
    const { groupId, protocolType, protocols } = body as unknown as JoinGroupBody;
    if (protocolType !== 'consumer' || protocols.length === 0) return;
    const topics = topicsIn(protocols[0].metadata);
    if (topics === undefined) return;
    this.#wanted.set(groupId, (this.#wanted.get(groupId) ?? new Set()).add(topics));
  }

  answered({ request: { apiKey }, life, line }: Answered): void {
    if (apiKey !== API.JoinGroup || line === undefined || this.#joinedBy.has(life)) return;
    this.#joinedBy.set(life, { process: life.process, incarnation: life.incarnation, line });
  }

  /** The user's lines by which each life joined a group first. */
  get joinedBy(): readonly Joining[] {
    return [...this.#joinedBy.values()];
  }

  /** All that consumers have joined. */
  get joined(): readonly string[] {
    return [...this.#wanted.keys()];
  }

  /** Groups of which not all members have wanted the same topics. */
  get mixed(): readonly string[] {
    return [...this.#wanted].filter(([, wanted]) => wanted.size > 1).map(([group]) => group);
  }
}

/** Undefined for what is no subscription: brokers hand on whatever a client says to its leader. */
function topicsIn(metadata: Buffer): string | undefined {
  try {
    return readSubscription(metadata).toSorted().join(', ');
  } catch (error) {
    if (error instanceof RangeError || error instanceof MalformedMessage) return undefined;
    throw error;
  }
}
