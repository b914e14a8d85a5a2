import type { FaultKind } from '../../model/faults/fault-kinds.ts';
import { EVERYDAY_FAULTS } from '../everyday-faults.ts';

type Section = 'producer' | 'consumer' | 'downstream' | 'application' | 'client';

/** A loop that people have, by the name that `application.preset` takes, and the keys that say what it does. */
export interface Preset {
  /** What it is, as a clause: "Spring’s listener container with AckMode.BATCH". */
  readonly means: string;
  /** Where its documentation says so. */
  readonly source: string;
  /** Whose clients it has, where not Apache Kafka's; a name that `client:` takes. */
  readonly client?: string;
  /** What it is made of; the setup's own keys come before. */
  readonly keys: { readonly [Name in Section]?: Readonly<Record<string, string | number | boolean>> };
  /** What its loop is about: the faults of a setup that has no section for them, once each. Left out: those of every setup. */
  readonly faults?: readonly FaultKind[];
  /** What is taken for granted, or not in the machine; sentences without a full stop. */
  readonly taken?: readonly string[];
  /** The hazards and claims that speak of it. */
  readonly see: readonly string[];
}

/** What every application has that commits by itself. */
export const BY_HAND = { 'enable.auto.commit': false } as const;

/** What a loop is about that says what it does when its handler fails: the everyday faults, and that. */
export const HANDLER_FAILS: readonly FaultKind[] = [...EVERYDAY_FAULTS, 'processing.failed'];

/** What a loop is about that reads one topic and writes another: what befalls its process and its group. */
export const TRANSFORM_FAULTS = ['consumer.crash', 'rebalance'] as const;

/** It commits what it has processed, before it gives partitions up and before it closes as well. */
export const FINISHES = { commit: 'after-processing', 'on.revoke': 'commit', 'on.close': 'commit' } as const;

/** The group has run before: what becomes of a new one is a matter of auto.offset.reset, and of no loop. */
export const ESTABLISHED = { shape: 'consume', group: 'established' } as const;

/** What Kafka calls exactly once: results and offsets in one transaction, and readers of what is committed. */
export const IN_TRANSACTIONS = {
  producer: { acks: 'all', 'enable.idempotence': true },
  consumer: { ...BY_HAND, 'isolation.level': 'read_committed', 'auto.offset.reset': 'earliest' },
  downstream: { 'isolation.level': 'read_committed' },
  application: { shape: 'transform', commit: 'transaction' },
} as const;
