import type { ClusterState } from '../model/state.ts';
import type { World } from '../model/world.ts';
import type { Property, Witness } from '../model/property.ts';

/** Something that Kafka, or a guide to it, promises: a value with its prose, its source and its predicates. */
export interface Guarantee<Id extends string = string, W extends Witness = Witness> {
  readonly id: Id;
  /** What it claims, in one paragraph for people. */
  readonly claim: string;
  /** When it may be broken without anybody being at fault. */
  readonly mayBreak: string;
  /** Where it is promised. */
  readonly source: string;
  /** What is checked in a given world; none where the guarantee has no subject there. */
  checks(world: World): readonly Check<W>[];
}

/** One predicate of a guarantee, on every state or at rest. */
export type Check<W extends Witness = Witness> = Omit<Property<ClusterState, W>, 'id'>;

/**
 * A violation that was seen in one step and cannot be read off the states behind it. It is a constant, since every later
 * state shows it: who and which is for the teller to look up in the step in which the observer noted the incident.
 */
export interface IncidentWitness<Cause extends string> extends Witness {
  readonly cause: Cause;
  /** A member of `Ledger.incidents`. */
  readonly incident: number;
}

/** The properties of a guarantee; the second and later checks get a suffix that `guaranteeOf` takes off again. */
export function propertiesOf(guarantee: Guarantee, world: World): Property<ClusterState>[] {
  return guarantee
    .checks(world)
    .map((check, index) => ({ id: index === 0 ? guarantee.id : `${guarantee.id}#${index + 1}`, ...check }));
}

/** The id of the guarantee that a property belongs to. */
export const guaranteeOf = (propertyId: string): string => propertyId.split('#', 1)[0];
