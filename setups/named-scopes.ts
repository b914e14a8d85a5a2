import type { Scope } from '../model/setup.ts';

export type ScopeName = 'tiny' | 'small' | 'medium';

/** What a named scope says. What it does not say is as the table of keys has it. */
export interface NamedScope extends Pick<Scope, 'records' | 'producers' | 'groups' | 'members'> {
  /** Partitions of the topic, unless the setup gives them. */
  readonly partitions: number;
  /** How often a follower may lag, unless the setup says; once each where the name does not say either. */
  readonly lags?: number;
}

/** The named scopes: `small` is also the default. */
export const NAMED_SCOPES: Readonly<Record<ScopeName, NamedScope>> = {
  // Small enough to be searched whole with every everyday fault: an ISR shrinks for no other reason.
  tiny: { records: 1, producers: 1, groups: 1, members: 2, partitions: 1, lags: 0 },
  small: { records: 2, producers: 1, groups: 1, members: 2, partitions: 1 },
  medium: { records: 3, producers: 1, groups: 1, members: 2, partitions: 2 },
};
