import { describe, expect, it } from 'vitest';
import { rewritten } from '../../model/rewriting.ts';
import { type Story, small, story } from '../../model/testing/story.ts';
import type { ClusterState } from '../../model/state.ts';
import { memberRewritings } from './members.ts';

const group = (members: number): Story => story(small({ scope: { members } }));

/** The state with one member further than the others. */
const withAhead = ({ state }: Story, ahead: number): ClusterState => ({
  ...state,
  members: state.members.map((member, index) => (index === ahead ? { ...member, positions: [5] } : member)),
});

const representativeIn =
  ({ world }: Story) =>
  (state: ClusterState): ClusterState =>
    rewritten(state, memberRewritings(world));

describe('the representative of a state of a group', () => {
  it('of two members is the same, whichever of them it is that is further', () => {
    const told = group(2);
    const representative = representativeIn(told);
    expect(representative(withAhead(told, 0))).toEqual(representative(withAhead(told, 1)));
  });

  it('of three members tells them apart: the assignor rotates them, which is not every order', () => {
    const told = group(3);
    const representative = representativeIn(told);
    for (const ahead of [0, 1, 2]) {
      expect(representative(withAhead(told, ahead)).members).toEqual(withAhead(told, ahead).members);
    }
  });

  it('is its own representative', () => {
    const told = group(2);
    const representative = representativeIn(told);
    for (const ahead of [0, 1]) {
      const once = representative(withAhead(told, ahead));
      expect(representative(once)).toEqual(once);
    }
  });
});
