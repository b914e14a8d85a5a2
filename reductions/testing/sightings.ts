import { exhaustive } from '../../explorers/exhaustive.ts';
import type { SearchSubject } from '../../explorers/search-subject.ts';
import type { Action } from '../../model/action.ts';
import type { Property } from '../../model/property.ts';
import type { ClusterState } from '../../model/state.ts';
import type { ClusterTrial } from '../../properties/trial.ts';

/** What is to be noted of a state; nothing, if null. */
export type Note = (state: ClusterState) => string | null;

/**
 * All that a complete search comes by: notes of all states that it visits, and of those at rest.
 *
 * Properties are what a search asks of a state, whatever it has made of the machine, so the notes are taken by two more.
 */
export function sightings(
  trial: ClusterTrial,
  subjectOf: (trial: ClusterTrial) => SearchSubject<ClusterState, Action>,
  always: Note,
  atRest: Note,
) {
  const seen = { always: new Set<string>(), atRest: new Set<string>() };
  const noting = (kind: Property<ClusterState>['kind'], note: Note, notes: Set<string>): Property<ClusterState> => ({
    id: `notes ${kind}`,
    kind,
    exercised: () => false,
    violation: (state) => {
      const noted = note(state);
      if (noted !== null) notes.add(noted);
      return null;
    },
  });
  const properties = [
    ...trial.properties,
    noting('always', always, seen.always),
    noting('at-rest', atRest, seen.atRest),
  ];
  exhaustive(subjectOf({ ...trial, properties }));
  return seen;
}
