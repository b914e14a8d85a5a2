import { has, remove } from '../../sets.ts';
import { isrOf, leaderOf, NONE } from './replica.ts';
import { type RuleOf, replicasOf } from './rule.ts';
import { decided, mayDecide } from './state.ts';

/** Only members of the true ISR are elected: no unclean election in this specification. */
export const electLeader: RuleOf<'controller.elect-leader'> = {
  instances: (scope) => replicasOf(scope).map((replica) => ({ type: 'controller.elect-leader', replica })),
  enabled: (state, { replica }, scope) =>
    mayDecide(state, scope) && has(isrOf(state.quorum), replica) && leaderOf(state.quorum) !== replica,
  next: (state, { replica }) => decided(state, replica, isrOf(state.quorum)),
};

/**
 * A leader that fails leaves the leadership, and the ISR unless it is its last member; anybody else leaves the ISR.
 * While nobody leads the last member leaves too, and the ISR can become empty: then nobody is ever elected again.
 */
export const shrinkIsr: RuleOf<'controller.shrink-isr'> = {
  instances: (scope) => replicasOf(scope).map((replica) => ({ type: 'controller.shrink-isr', replica })),
  enabled: (state, { replica }, scope) =>
    mayDecide(state, scope) && (leaderOf(state.quorum) === replica || has(isrOf(state.quorum), replica)),
  next: (state, { replica }) => {
    const leader = leaderOf(state.quorum);
    const isr = isrOf(state.quorum);
    const others = remove(isr, replica);
    if (leader !== replica) return decided(state, leader, others);
    return decided(state, NONE, others === 0 ? isr : others);
  },
};
