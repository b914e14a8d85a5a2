import { replicationVariants } from '../model/published/replication/machine.ts';
import { InputError } from '../setups/input-error.ts';
import type { SystemSubject } from '../judging/searches/specification-of.ts';

/** A system of its own, which `explore` searches without a setup, and the constants that bound it. */
interface System {
  readonly about: string;
  /** Each constant's default. */
  readonly constants: Readonly<Record<string, number>>;
  /** The protocols that it knows, the usual one last; none for a system that has only one. */
  readonly variants?: readonly string[];
}

/** The systems that `explore` knows by name. A new one is a line here and a machine in the judging. */
export const SYSTEMS: Readonly<Record<string, System>> = {
  alo: {
    about: 'a small at-least-once pipeline of one partition and two consumers',
    constants: { records: 3, crashes: 2, kicks: 2 },
  },
  replication: {
    about: 'the published specification of Kafka’s replication: one partition, no clients',
    constants: { replicas: 3, 'log-size': 2, 'max-records': 2, 'max-leader-epoch': 2 },
    variants: Object.keys(replicationVariants),
  },
};

/** What the constants bound. */
export const CONSTANTS_MEAN: Readonly<Record<string, string>> = {
  records: 'records that are produced',
  crashes: 'how often a consumer crashes',
  kicks: 'how often a consumer is put out of its group',
  replicas: 'replicas of the partition',
  'log-size': 'records that a log holds at most',
  'max-records': 'records that are written at most',
  'max-leader-epoch': 'leader epochs that there are at most',
};

/** Every variant of any system. */
export const VARIANTS: readonly string[] = Object.values(SYSTEMS).flatMap(({ variants }) => variants ?? []);

/** Every constant of any system: the options that `explore` takes for them. */
export const CONSTANTS: readonly string[] = [
  ...new Set(Object.values(SYSTEMS).flatMap(({ constants }) => Object.keys(constants))),
];

/** The system of that name with the constants given, or null when no system has the name. */
export function systemSubject(name: string, given: Readonly<Record<string, unknown>>): SystemSubject | null {
  if (!Object.hasOwn(SYSTEMS, name)) return null;
  const { constants, variants } = SYSTEMS[name];
  refuseConstants(name, given, Object.keys(constants));
  const values = Object.entries(constants).map(([constant, usual]) => {
    const value = given[attributeOf(constant)];
    return [constant, typeof value === 'number' ? value : usual] as const;
  });
  return { system: name, constants: Object.fromEntries(values), ...variantOf(name, variants, given.variant) };
}

function variantOf(
  name: string,
  variants: readonly string[] | undefined,
  given: unknown,
): Pick<SystemSubject, 'variant'> {
  if (variants === undefined) {
    if (given === undefined) return {};
    throw new InputError('--variant', `${name} has only one protocol`, 'leave the option out');
  }
  return { variant: typeof given === 'string' ? given : variants[variants.length - 1] };
}

/** What commander calls an option: `log-size` is `logSize`. */
const attributeOf = (constant: string): string => constant.replaceAll(/-./g, (dash) => dash[1].toUpperCase());

/** Refuses constants that do not bound what is explored. */
export function refuseConstants(
  subject: string,
  given: Readonly<Record<string, unknown>>,
  known: readonly string[],
): void {
  for (const constant of CONSTANTS) {
    if (given[attributeOf(constant)] === undefined || known.includes(constant)) continue;
    const wayOut =
      known.length === 0 ? 'bound a setup by its sections scope and faults' : `its constants are ${known.join(', ')}`;
    throw new InputError(`--${constant}`, `${subject} has no such constant`, wayOut);
  }
}
