import type { Action } from './action.ts';
import { clusterLayout } from './cluster-layout.ts';
import { madeOf } from './commands.ts';
import { keepLogs } from './coordinators/keep-logs.ts';
import type { Setup } from './setup.ts';
import { fingerprinter } from './fingerprint.ts';
import { initialState } from './initial.ts';
import { type Machine, NotEnabledError } from './machine.ts';
import type { Rule } from './rule.ts';
import { RULES } from './rules.ts';
import type { ClusterState } from './state.ts';
import { type World, worldOf } from './world.ts';

/** A rule and everything that it may be bound to. */
interface Bound {
  readonly rule: Rule<Action>;
  readonly actions: readonly Action[];
}

/**
 * Kafka and its users under a setup, as one state machine.
 *
 * @param takesPart which actions there are; all when left out.
 */
export function cluster(
  setup: Setup,
  takesPart: (action: Action) => boolean = () => true,
): Machine<ClusterState, Action> & { readonly world: World } {
  const world = worldOf(setup);
  const bound: Bound[] = (Object.values(RULES) as Rule<Action>[])
    .map((rule) => ({ rule, actions: rule.instances(world).filter(takesPart) }))
    .filter(({ actions }) => actions.length > 0);
  const steps = bound.flatMap(({ rule, actions }) => actions.map((action) => ({ action, rule })));
  // Explorers hand back the very objects that `enabled` gave them; a schedule from a file is looked up by its content.
  const byIdentity = new Map(steps.map((step) => [step.action, step.rule]));
  const byContent = new Map(steps.map((step) => [contentOf(step.action), step.rule]));
  const afterStep = (before: ClusterState, after: ClusterState): ClusterState =>
    world.losesInternal ? keepLogs(world, before, after) : after;
  const machine: Machine<ClusterState, Action> & { readonly world: World } = {
    world,
    init: initialState(world),
    enabled(state) {
      const actions: Action[] = [];
      for (let index = 0; index < bound.length; index += 1) {
        const { rule, actions: candidates } = bound[index];
        if (rule.idle?.(world, state) === true) continue;
        for (let at = 0; at < candidates.length; at += 1) {
          if (rule.enabled(world, state, candidates[at])) actions.push(candidates[at]);
        }
      }
      return actions;
    },
    next(state, action) {
      const rule = byIdentity.get(action) ?? byContent.get(contentOf(action));
      if (rule === undefined) throw new NotEnabledError(action, 'there is no such action in this setup');
      if (!rule.enabled(world, state, action)) throw new NotEnabledError(action);
      return afterStep(state, rule.next(world, state, action));
    },
    fingerprint: fingerprinter<ClusterState>(),
  };
  madeOf(machine, {
    layout: clusterLayout,
    all: steps.map(({ action, rule }) => ({
      action,
      enabled: (state) => rule.enabled(world, state, action),
      next: (state) => afterStep(state, rule.next(world, state, action)),
    })),
  });
  return machine;
}

/** An action as a string, whatever the order of its keys. */
function contentOf(action: Action): string {
  const entries = Object.entries(action).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(entries);
}
