import { faultsText } from '../../judging/searches/fault-choices.ts';
import { isMendable } from '../../setups/mendable-error.ts';
import type { SetupEntry } from '../../setups/input.ts';
import { wrongValue } from '../../setups/given-problems.ts';
import { isSection, kindOf } from '../../setups/keys.ts';
import type { Problem } from '../../setups/place.ts';
import { type Resolution, resolveSetup } from '../../setups/resolve/resolve.ts';
import type { RefusedSubject, Subject } from './campaign-plan.ts';
import { PlanError } from './file-reader.ts';
import { setupDigest } from '../jobs/job.ts';
import type { Placed, PlanRequest } from './plan-request.ts';

/** One way to change a setup: what is told of it, and what it does to what the setup is resolved from. */
interface Variant {
  readonly name: string;
  /** The swept key and its value, where it is one of a sweep. */
  readonly swept?: readonly [key: string, value: string];
  readonly change: (input: Resolution['input']) => Resolution['input'];
}

export interface Subjects {
  readonly subjects: readonly Subject[];
  readonly refused: readonly RefusedSubject[];
}

/**
 * Every setup in every variant that the campaign asks for. What Kafka would not start with is told and left out: a sweep
 * meets such combinations.
 *
 * @throws {PlanError} when a value is none that its key takes, or nothing is left.
 */
export function subjectsOf(
  request: PlanRequest,
  files: readonly { readonly file: string; readonly resolution: Resolution }[],
): Subjects {
  const subjects: Subject[] = [];
  const refused: RefusedSubject[] = [];
  const problems: Problem[] = [...wrongValues(request)];
  if (problems.length > 0) throw new PlanError(problems);
  for (const { file, resolution } of files) {
    for (const variants of combinations(axesOf(request))) {
      const name = [file, ...variants.map((variant) => variant.name)].join(', ');
      const swept = Object.fromEntries(
        variants.flatMap((variant) => (variant.swept === undefined ? [] : [variant.swept])),
      );
      try {
        const input = variants.reduce((changed, { change }) => change(changed), resolution.input);
        const { setup, ignored, notes, lacks } = resolveSetup(input);
        subjects.push({ name, file, setup, digest: setupDigest(setup), ignored, notes, lacks, swept });
      } catch (error) {
        if (!isMendable(error)) throw error;
        refused.push({ name, file, swept, why: error.problems.map(({ reason }) => reason).join('; ') });
        problems.push(...error.problems);
      }
    }
  }
  if (files.length > 0 && subjects.length === 0) throw new PlanError(problems);
  return { subjects, refused };
}

/** The values that are wrong in every setup. */
function wrongValues({ versions, sweep }: PlanRequest): readonly Problem[] {
  const swept = sweep.flatMap(({ section, key, values }) =>
    values.flatMap(({ value, place }) => {
      const kind = isSection(section) ? kindOf(section, key) : undefined;
      return kind === undefined || kind.parse(value) !== undefined
        ? []
        : [wrongValue({ section, key, value, place }, kind)];
    }),
  );
  const unknown = versions.flatMap(({ value, place }) => {
    try {
      resolveSetup({ entries: [{ section: '', key: 'kafka', value, place }] });
      return [];
    } catch (error) {
      if (isMendable(error)) return error.problems;
      throw error;
    }
  });
  return [...swept, ...unknown];
}

/** One list of variants for each thing that varies. */
function axesOf({ versions, sweep, scopes, budgets }: PlanRequest): readonly (readonly Variant[])[] {
  const axes: readonly (readonly Variant[])[] = [
    versions.map((version) => overridden('kafka', { section: '', key: 'kafka' }, version)),
    ...sweep.map(({ name, section, key, values }) =>
      values.map((value): Variant => {
        const swept = [name, textOf(value.value)] as const;
        return { ...overridden(name, { section, key }, value), swept };
      }),
    ),
    scopes.map(({ value }) => ({ name: `scope ${value}`, change: (input) => ({ ...input, scopeName: value }) })),
    budgets.map(({ value, place }) => ({
      name: `faults ${faultsText(value)}`,
      change: (input) => ({
        ...input,
        entries: [
          ...input.entries.filter(({ section }) => section !== 'faults'),
          ...Object.entries(value).map(([key, times]) => ({ section: 'faults', key, value: times, place })),
        ],
        sections: [...(input.sections ?? []), { name: 'faults', place }],
      }),
    })),
  ];
  return axes.filter((axis) => axis.length > 0);
}

function overridden(
  name: string,
  { section, key }: Pick<SetupEntry, 'section' | 'key'>,
  given: Placed<unknown>,
): Variant {
  const entry: SetupEntry = { section, key, value: given.value, place: given.place };
  return {
    name: `${name} ${textOf(given.value)}`,
    change: (input) => ({ ...input, overrides: [...(input.overrides ?? []), entry] }),
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function combinations<Value>(axes: readonly (readonly Value[])[]): readonly (readonly Value[])[] {
  return axes.reduce<readonly (readonly Value[])[]>(
    (known, axis) => known.flatMap((combination) => axis.map((value) => [...combination, value])),
    [[]],
  );
}
