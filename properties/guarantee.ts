import type { ClusterState } from '../model/state.ts';
import type { World } from '../model/world.ts';
import type { Property } from '../model/property.ts';

/** Something that Kafka, or a guide to it, promises: a value with its prose, its source and its predicates. */
export interface Guarantee {
  readonly id: string;
  /** What it claims, in one paragraph for people. */
  readonly claim: string;
  /** When it may be broken without anybody being at fault. */
  readonly mayBreak: string;
  /** Where it is promised. */
  readonly source: string;
  /** What is checked in a given world; none where the guarantee has no subject there. */
  checks(world: World): readonly Check[];
}

/** One predicate of a guarantee, on every state or at rest. */
export interface Check extends Omit<Property<ClusterState>, 'id' | 'violation'> {
  /** The cause of a violation. */
  violation(state: ClusterState): string | null;
}

/** The properties of a guarantee; the second and later checks get a suffix that `guaranteeOf` takes off again. */
export function propertiesOf(guarantee: Guarantee, world: World): Property<ClusterState>[] {
  return guarantee.checks(world).map((check, index) => ({
    id: index === 0 ? guarantee.id : `${guarantee.id}#${index + 1}`,
    ...check,
    violation(state) {
      const cause = check.violation(state);
      return cause === null ? null : { cause };
    },
  }));
}

/** The id of the guarantee that a property belongs to. */
export const guaranteeOf = (propertyId: string): string => propertyId.split('#', 1)[0];
