import type { Trial } from '../model/property.ts';
import type { EnvironmentMemory } from './compositional/environment-memory.ts';
import { interruptionOf, MEMORY } from './stop-reasons.ts';
import type { StopSignal } from './stop-signal.ts';

export interface ExhaustiveOptions {
  /** Distinct states after which the search gives up, at the end of their level; 5,000,000 when left out. */
  readonly statesMax?: number;
  /** Bytes that may be used; no limit when left out. */
  readonly memory?: MemoryLimit;
  /** End, with its level, when every property has a violation, instead of searching on to the end of the scope. */
  readonly stopAtViolation?: boolean;
  /** End, with its level, when each of these properties has a violation. */
  readonly stopWhenFound?: readonly string[];
  /** Ask the machine itself about every state, instead of what is remembered of it. Comes to the same. */
  readonly plain?: boolean;
  /** Where environments are kept for other searches with the same one. Comes to the same. */
  readonly environments?: EnvironmentMemory;
  /** Whether to go on where the search turns out large. */
  readonly doubt?: Doubt;
  /** Heard again and again while the search goes on. */
  readonly onProgress?: (progress: ExhaustiveProgress) => void;
  readonly signal?: StopSignal;
}

/** A question to whoever has asked for a search, which waits for the answer: it must be run with pauses. */
export interface Doubt {
  /** Distinct states from which on it is asked, once, between two levels. */
  readonly from: number;
  /** Why the search ends there; nothing where it goes on. */
  why(): Promise<string | undefined>;
}

/** How much memory a search may take. */
export interface MemoryLimit {
  /** Bytes. */
  readonly max: number;
  /** Bytes of the whole process, now. */
  used(): number;
}

export interface ExhaustiveProgress {
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  /** States that were discovered and not expanded yet. */
  readonly frontier: number;
}

export const statesMaxDefault = 5_000_000;

/** Why a search must stop wherever it is; nothing when it may go on. */
export function stopReason({ signal, memory }: ExhaustiveOptions): string | undefined {
  return interruptionOf(signal) ?? (memory !== undefined && memory.used() > memory.max ? MEMORY : undefined);
}

/** The properties after whose violation a search may end. */
export function awaitedOf<State, Action extends { readonly type: string }>(
  { properties }: Pick<Trial<State, Action>, 'properties'>,
  { stopWhenFound, stopAtViolation }: ExhaustiveOptions,
): readonly string[] {
  return stopWhenFound ?? (stopAtViolation === true ? properties.map(({ id }) => id) : []);
}
