import { base } from './actions.ts';
import { becomeFollowerInstances, type TruncationPoint, truncatingAt } from './become-follower.ts';
import { endOfAgreement, isEmpty } from './log.ts';
import type { Variant } from './rule.ts';

/** Behind the last offset at which both logs hold the same record. */
export const agreementOf: TruncationPoint = (state, leader, follower) =>
  endOfAgreement(state.logs[leader], state.logs[follower]);

const truncating = truncatingAt(agreementOf);

/**
 * KIP-279, since Kafka 2.0: leader and follower go backwards through their epochs until they find one that both have,
 * and the follower cuts behind the last record in common.
 *
 * What it repairs: logs no longer stay apart, or lose what was exposed, after several quick changes of leadership.
 *
 * What still goes wrong, with a third replica: nobody compares the epochs of *leaders*. A leader takes the fetch of a
 * follower from one of its former reigns for an answer to the present one, and raises the high watermark; later that
 * follower cuts the record off, by the log of a leader that is past, or has not heard of its election. And a new
 * leader, whose own high watermark lags, lets a replica into the ISR that lacks what its predecessor exposed. KIP-320
 * repairs these.
 *
 * It stays because the rule for cutting is right, and KIP-320 builds on it.
 *
 * The published module has a second rule for an empty log, with the same successor; it is a binding of its own here.
 */
export const kip279: Variant = {
  ...base,
  'follower.become-follower': {
    ...truncating,
    instances: (scope) =>
      becomeFollowerInstances(scope).flatMap((action) => [
        { ...action, because: 'empty-log' },
        { ...action, because: 'agreement' },
      ]),
    enabled: (state, action, scope) =>
      (action.because !== 'empty-log' || isEmpty(state.logs[action.follower])) &&
      truncating.enabled(state, action, scope),
  },
};
