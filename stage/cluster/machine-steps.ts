import type { Action, ActionType } from '../../model/action.ts';
import type { Rule } from '../../model/rule.ts';
import { RULES } from '../../model/rules.ts';
import type { Cluster } from './cluster.ts';
import type { Due } from './cluster-event.ts';

/** What passes before heartbeats are missed (broker.session.timeout.ms). */
const FENCED_AFTER_MS = 9000;
/** What passes before the process of a broker that has died is back. */
export const BACK_AFTER_MS = 20_000;
/** What takes a round trip between brokers. */
const ROUND_TRIP_MS = 1;

/** The steps of the machine in which no client takes part, and how long each takes when nothing goes wrong. */
const STEPS = {
  'replica.fetch': ROUND_TRIP_MS,
  'controller.alter-partition': ROUND_TRIP_MS,
  'controller.fence-broker': FENCED_AFTER_MS,
  'controller.elect-unclean': FENCED_AFTER_MS,
  'broker.update-metadata': ROUND_TRIP_MS,
  'broker.restart': BACK_AFTER_MS,
  'transaction.write-marker': ROUND_TRIP_MS,
  'transaction.write-offsets-marker': ROUND_TRIP_MS,
  'transaction.complete': ROUND_TRIP_MS,
  'group.apply-offsets': ROUND_TRIP_MS,
} as const satisfies Partial<Record<ActionType, number>>;

type StepType = keyof typeof STEPS;

const ruleOf = (type: StepType): Rule<Action> => RULES[type];

const isStep = (type: ActionType): type is StepType => type in STEPS;

/** Which steps a state allows is asked again with each request that changes nothing in it. */
const known = new WeakMap<Cluster['machine'], { readonly world: Cluster['world']; readonly steps: readonly Due[] }>();

/** The machine's own steps that may happen now, by the machine's own rules. */
export function allowedSteps({ world, machine }: Cluster): readonly Due[] {
  const before = known.get(machine);
  if (before?.world === world) return before.steps;
  const steps = stepsOf(world, machine);
  known.set(machine, { world, steps });
  return steps;
}

function stepsOf(world: Cluster['world'], machine: Cluster['machine']): readonly Due[] {
  return (Object.keys(STEPS) as StepType[]).flatMap((type) => {
    const rule = ruleOf(type);
    if (rule.idle?.(world, machine) === true) return [];
    return instancesOf(world, type)
      .filter((action) => rule.enabled(world, machine, action))
      .map((action) => ({
        id: JSON.stringify(action),
        afterMs: STEPS[type],
        event: { type: 'machine' as const, action },
      }));
  });
}

/** The offsets of a consumer's transaction need their marker whatever the shape of the application was. */
function instancesOf(world: Cluster['world'], type: StepType): readonly Action[] {
  return ruleOf(type).instances({ ...world, transform: true });
}

/** The cluster after one of them; null where it may not happen now. */
export function withStep(cluster: Cluster, action: Action): Cluster | null {
  const { world, machine } = cluster;
  if (!isStep(action.type)) return null;
  const rule = ruleOf(action.type);
  return rule.enabled(world, machine, action) ? { ...cluster, machine: rule.next(world, machine, action) } : null;
}
