import { type Fingerprint, type Machine, NotEnabledError } from '../../machine.ts';
import type { ReplicationAction } from './action.ts';
import { fingerprintOf, leastFingerprint } from './fingerprint.ts';
import { kip101 } from './kip-101.ts';
import { kip279 } from './kip-279.ts';
import { kip320 } from './kip-320.ts';
import { kip320FirstTry } from './kip-320-first-try.ts';
import { packingOf } from './packing.ts';
import type { Rule, Variant } from './rule.ts';
import { type Scope, scopeOf } from './scope.ts';
import { initialState, type ReplicationState } from './state.ts';
import { identity, relabellings } from './symmetry.ts';
import { truncateToHighWatermark } from './truncate-to-high-watermark.ts';

/** The variants of the protocol, oldest first, by the KIP that brought them. */
export const replicationVariants = {
  'truncate-to-high-watermark': truncateToHighWatermark,
  'kip-101': kip101,
  'kip-279': kip279,
  'kip-320-first-try': kip320FirstTry,
  'kip-320': kip320,
} as const satisfies Readonly<Record<string, Variant>>;

export type ReplicationVariant = keyof typeof replicationVariants;

export interface ReplicationOptions extends Scope {
  readonly variant: ReplicationVariant;
  /** States that differ in the names of replicas alone count as one; false when left out. See `Relabelling`. */
  readonly symmetry?: boolean;
}

export interface ReplicationMachine extends Machine<ReplicationState, ReplicationAction> {
  /** What is needed to read a state. */
  readonly scope: Scope;
}

/**
 * One partition of Kafka without clients: leader, followers and controller, as in the KafkaReplication specification of
 * Jason Gustafson (github.com/hachikuji/kafka-specification), state for state.
 *
 * Modelled: leader election and the ISR by a controller whose decisions reach the replicas late, in any order, or
 * never; writes to anybody who believes to lead; replication one record at a time; the high watermark; truncation.
 *
 * Left out: crashes (whoever does nothing for a while is as good as down), loss of a log, unclean election, producers
 * and consumers, and the version of the partition state by which Kafka fences updates of the ISR: they take effect at
 * once. The rules are the published ones even where Kafka's code does otherwise; `model/broker/` has what Kafka does.
 *
 * @throws {RangeError} when the constants make no sense or do not fit, see `scopeOf`.
 */
export function replication(options: ReplicationOptions): ReplicationMachine {
  const scope = scopeOf(options);
  const bindings = bindingsOf(scope, replicationVariants[options.variant]);
  const rules = new Map(bindings.map(({ action, rule }) => [action, rule]));

  /** Actions of this machine are found by identity; those of a file by what they say. */
  const ruleOf = (action: ReplicationAction): Rule<ReplicationAction> | undefined =>
    rules.get(action) ?? bindings.find((binding) => isSame(binding.action, action))?.rule;

  return {
    scope,
    init: initialState(scope),
    enabled(state) {
      const enabled: ReplicationAction[] = [];
      for (const { action, rule } of bindings) if (rule.enabled(state, action, scope)) enabled.push(action);
      return enabled;
    },
    next(state, action) {
      const rule = ruleOf(action);
      if (rule === undefined) throw new NotEnabledError(action, 'this scope knows no such action');
      if (!rule.enabled(state, action, scope)) throw new NotEnabledError(action);
      return rule.next(state, action);
    },
    fingerprint: options.symmetry === true ? upToRenaming(scope) : exactly(scope),
    packing: packingOf(scope),
  };
}

function exactly(scope: Scope): (state: ReplicationState) => Fingerprint {
  const same = identity(scope);
  return (state) => fingerprintOf(state, same);
}

function upToRenaming(scope: Scope): (state: ReplicationState) => Fingerprint {
  const all = relabellings(scope);
  return (state) => leastFingerprint(state, all);
}

/** A rule with its variables bound. */
interface Binding {
  readonly action: ReplicationAction;
  readonly rule: Rule<ReplicationAction>;
}

function bindingsOf(scope: Scope, variant: Variant): Binding[] {
  // A rule is only ever given actions of its own type: those that it made, or equal ones.
  const rules = Object.values(variant) as readonly Rule<ReplicationAction>[];
  return rules.flatMap((rule) => rule.instances(scope).map((action) => ({ action, rule })));
}

function isSame(one: ReplicationAction, other: ReplicationAction): boolean {
  const fields = Object.entries(one);
  const others = new Map(Object.entries(other));
  return fields.length === others.size && fields.every(([name, value]) => others.get(name) === value);
}
