import type { Action } from '../model/action.ts';
import { cluster } from '../model/cluster.ts';
import { commandsOf } from '../model/commands.ts';
import type { Property, Trial } from '../model/property.ts';
import { merged } from '../model/selection.ts';
import type { ClusterState } from '../model/state.ts';
import type { World } from '../model/world.ts';
import type { Decomposition } from './decomposition.ts';
import { isOfConsumers } from './projection/action-owners.ts';
import { budgetSplits } from './projection/budget-splits.ts';
import { clusterSetup } from './projection/cluster-setup.ts';
import { observation, terminal } from './projection/labels.ts';
import { membersFirst } from './projection/members-first.ts';
import { membersComeFirst, settles } from './projection/needs.ts';
import { settledBrokers } from './projection/settled-brokers.ts';
import { settledSteps } from './projection/settled-steps.ts';
import { selective } from './selective.ts';
import { withRewritings } from './with-rewritings.ts';

/**
 * Projection of the shape `consume` to its consumers (compositional verification by assume and guarantee: the cluster is
 * the environment, its consumers are the component).
 *
 * Equivalence: two runs of the cluster (brokers, controller, producers, network) with the same observations in the same
 *   order and the same terminal label: stutter equivalence, in which steps that nobody observes are silent.
 * Sound because: nothing that consumers do matters to the cluster, and of the cluster they observe `observation` and
 *   nothing else (the four promises of `decomposition.ts`); so before clusters that show the same they do the same.
 * Needs: no transactions, which readers would look at; commits that arrive in order, and not in an order among requests
 *   of producers; all that `projection/needs.ts` lists.
 * Checked by: `projection.test.ts`, promise by promise on states of random runs, and by all that consumers come to in
 *   small worlds; `reduction.test.ts`, which compares verdicts.
 *
 * Once its brokers are settled the cluster is searched without what nobody will notice of them any more
 * (`settled-brokers.ts`, `settled-steps.ts`), which `settled.test.ts` holds against the traces that it has with all of it.
 * Where no producer waits for followers, it may show more in between than it would in some runs (`unawaited.ts`): whatever
 * consumers do before what they are shown they can as well have done by then.
 *
 * Of what members do next, some comes first (`projection/members-first.ts`): not all interleavings of theirs with what the automaton
 * shows are searched, and members come to rest with the same, which `members-first.test.ts` holds.
 *
 * Both parts draw on the budgets of `response.lost` and `leader.moved`, which are split between them: whatever the two
 * spend of them in a run is one of the splits, and no rule looks at what is left of a budget but to see whether it pays
 * for one fault more.
 *
 * The cluster is made of what is not its consumers' own in the setup (`cluster-setup.ts`), so that setups which differ in
 * their consumers alone have the same one.
 *
 * @param whole the world of both parts.
 * @param trial whose fingerprints the component's states have.
 * @param propertiesIn what is claimed in a world.
 */
export function projection(
  whole: World,
  trial: Trial<ClusterState, Action>,
  propertiesIn: (world: World) => readonly Property<ClusterState>[],
): Decomposition<ClusterState, Action> {
  const { setup } = whole;
  const { machine } = trial;
  const { init } = machine;
  const alone = cluster(clusterSetup(setup), (action) => !isOfConsumers(action));
  const { world } = alone;
  const selection = settles(world) ? settledSteps(world) : undefined;
  return {
    trial,
    environment: selection === undefined ? alone : withRewritings(selective(alone, selection), settledBrokers(world)),
    ...(selection === undefined ? {} : { stepsOf: (state, action) => merged(alone, selection, state, action).steps }),
    claims: propertiesIn(world),
    environmentMadeOf: JSON.stringify([world.setup, whole.holdsBackUnvalidated]),
    component: withRewritings(
      cluster(setup, isOfConsumers),
      // They have the fingerprints of the whole.
      commandsOf(machine)?.rewritings ?? [],
    ),
    ...(membersComeFirst(whole) ? { first: membersFirst(whole) } : {}),
    initials: budgetSplits(init.budget).map(({ cluster: ofCluster, consumers }) => ({
      environment: { ...alone.init, budget: ofCluster },
      component: { ...init, budget: consumers },
    })),
    join: (environment, { groups, members, budget, ledger }) => ({
      ...environment,
      groups,
      members,
      budget,
      ledger: {
        ...environment.ledger,
        processed: ledger.processed,
        polled: ledger.polled,
        commits: ledger.commits,
        incidents: environment.ledger.incidents | ledger.incidents,
      },
    }),
    observation: (state) => observation(world, state, whole.holdsBackUnvalidated),
    terminal: (state) => terminal(world, state),
  };
}
