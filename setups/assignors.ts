import type { Kind } from './kinds.ts';

const PACKAGE = 'org.apache.kafka.clients.consumer.';

/** The assignors that Kafka's Java client ships, by class name. */
export const COOPERATIVE_STICKY = `${PACKAGE}CooperativeStickyAssignor`;
const EAGER_ASSIGNORS = ['RangeAssignor', 'RoundRobinAssignor', 'StickyAssignor'].map((name) => PACKAGE + name);

/**
 * `partition.assignment.strategy`, read as what it makes of a rebalance (KIP-429).
 *
 * A member revokes everything (eager) unless every assignor that it lists is cooperative: with Kafka's default,
 * `[RangeAssignor, CooperativeStickyAssignor]`, the group still rebalances eagerly. Besides Kafka's class names it takes
 * `eager` and `cooperative`, which is how a resolved setup says it. A class that Kafka does not ship is taken as eager.
 */
export const assignmentStrategy: Kind<'eager' | 'cooperative'> = {
  allowed: `class names, such as ${COOPERATIVE_STICKY}, or eager or cooperative`,
  spellings: ['eager', 'cooperative', COOPERATIVE_STICKY, ...EAGER_ASSIGNORS],
  schema: { type: ['string', 'array'], items: { type: 'string' }, minLength: 1, minItems: 1 },
  parse(value) {
    const names = assignorNames(value);
    if (names.length === 0) return undefined;
    if (names.length === 1 && (names[0] === 'eager' || names[0] === 'cooperative')) return names[0];
    if (!names.every(isClassName)) return undefined;
    return names.every((name) => name === COOPERATIVE_STICKY) ? 'cooperative' : 'eager';
  },
};

/** The assignors of a value, whether a list or one string with commas. */
function assignorNames(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
  return list
    .filter((name) => typeof name === 'string')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** Whether a value names the assignor of KIP-429, be it among others. */
export const namesCooperative = (value: unknown): boolean =>
  assignorNames(value).some((name) => name === COOPERATIVE_STICKY || name === 'cooperative');

/** Those of a value's assignors that Kafka does not ship. */
export const unknownAssignors = (value: unknown): readonly string[] =>
  assignorNames(value).filter(
    (name) => isClassName(name) && name !== COOPERATIVE_STICKY && !EAGER_ASSIGNORS.includes(name),
  );

/** The class that a bare name such as `CooperativeStickyAssignor`, `cooperative-sticky` or `range` means. */
export function assignorMeant(value: unknown): string | undefined {
  for (const name of assignorNames(value)) {
    const found = [COOPERATIVE_STICKY, ...EAGER_ASSIGNORS].find(
      (known) => plainName(known.slice(PACKAGE.length)) === plainName(name),
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

const plainName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[-_. ]/g, '')
    .replace(/assignor$/, '');

const isClassName = (name: string): boolean => /^[\w$]+(\.[\w$]+)+$/.test(name);
