import { HAZARDS } from '../../properties/hazards/hazards.ts';
import { FAULT_KINDS } from '../../model/faults/fault-kinds.ts';
import { NAMED_SCOPES, type ScopeName } from '../../setups/named-scopes.ts';
import { suggestion } from '../../setups/suggestion.ts';
import { FileReader, PlanError } from './file-reader.ts';
import type { Placed, PlanRequest } from './plan-request.ts';
import { sweepsIn } from './sweep-keys.ts';

/** What a campaign tries where its file does not say. */
const DEFAULTS = {
  methods: ['exhaustive', 'walk'],
  seed: 'kafka-trial',
  /** Jobs of some 20 to 60 seconds on the machines of 2026: 2,000 to 6,000 walks a second, 200 runs of commands. */
  walk: { all: 400_000, perJob: 100_000 },
  commands: { all: 20_000, perJob: 5_000 },
  /** As many as `verify --method auto` searches. */
  states: 3_000_000,
} as const;

const KEYS = [
  'setups',
  'versions',
  'sweep',
  'scopes',
  'budgets',
  'methods',
  'seeds',
  'runs',
  'states',
  'split',
  'hazards',
  'corpus',
  'job',
] as const;

const METHODS = ['exhaustive', 'walk', 'commands'] as const;

/**
 * Reads a campaign's file.
 *
 * @throws {PlanError} with everything that is wrong with it, each with its line and a way out.
 */
export function readPlanFile(source: { readonly file: string; readonly text: string }): PlanRequest {
  const reader = new FileReader(source, KEYS);
  const fail = reader.fail.bind(reader);
  const words = (key: (typeof KEYS)[number], known: readonly string[]): Placed<string>[] =>
    reader.list(key).flatMap(({ value, place }) => {
      const word = String(value);
      if (known.includes(word)) return [{ value: word, place }];
      fail(place, `${key}: there is no "${word}"`, suggestion(word, known));
      return [];
    });
  const texts = (key: (typeof KEYS)[number]): Placed<string>[] =>
    reader.list(key).flatMap(({ value, place }) => {
      if (typeof value === 'string' || typeof value === 'number') return [{ value: String(value), place }];
      fail(place, `${key} takes texts`, `write it as in "${key}: [one, two]"`);
      return [];
    });
  const number = (name: string, given: Placed<unknown> | undefined, otherwise: number): number => {
    if (given === undefined) return otherwise;
    if (Number.isSafeInteger(given.value) && Number(given.value) > 0) return Number(given.value);
    fail(given.place, `${name} is ${JSON.stringify(given.value)}`, 'give a whole number from 1 on');
    return otherwise;
  };
  const setups = texts('setups');
  const hazards = hazardsOf(words('hazards', ['all', ...HAZARDS.map(({ id }) => id)]));
  if (setups.length === 0 && hazards.length === 0) {
    fail(
      reader.placeOf('setups'),
      'it has nothing on trial',
      'name setup files, as in "setups: [orders.yaml]", or hazards',
    );
  }
  const [corpus] = texts('corpus');
  const jobs = limits(reader, 'job');
  const runs = limits(reader, 'runs');
  const perMethod = (method: 'walk' | 'commands') => ({
    all: number(`runs of ${method}`, runs.get(method) ?? runs.get('all'), DEFAULTS[method].all),
    perJob: number(`job: ${method}`, jobs.get(method) ?? jobs.get('all'), DEFAULTS[method].perJob),
  });
  const methods = words('methods', METHODS).map(({ value }) => value as (typeof METHODS)[number]);
  const seeds = texts('seeds').map(({ value }) => value);
  const request: PlanRequest = {
    setups,
    versions: texts('versions'),
    sweep: sweepsIn(reader),
    scopes: words('scopes', Object.keys(NAMED_SCOPES)) as Placed<ScopeName>[],
    budgets: reader.list('budgets').flatMap((placed) => budgetOf(reader, placed)),
    methods: methods.length === 0 ? DEFAULTS.methods : [...new Set(methods)],
    seeds: seeds.length === 0 ? [DEFAULTS.seed] : [...new Set(seeds)],
    runs: { walk: perMethod('walk'), commands: perMethod('commands') },
    states: number('states', reader.list('states')[0], DEFAULTS.states),
    split: isSplit(reader),
    hazards,
    ...(corpus === undefined ? {} : { corpus: corpus.value }),
  };
  if (reader.problems.length > 0) throw new PlanError(reader.problems);
  return request;
}

function hazardsOf(named: readonly Placed<string>[]): readonly string[] {
  const asked = new Set(named.map(({ value }) => value));
  return HAZARDS.map(({ id }) => id).filter((id) => asked.has('all') || asked.has(id));
}

/** `runs: 1000`, or `runs: { walk: 1000, commands: 100 }`. */
function limits(reader: FileReader, key: 'runs' | 'job'): ReadonlyMap<string, Placed<unknown>> {
  const [single] = reader.list(key);
  if (single === undefined) return new Map();
  if (typeof single.value !== 'object' || single.value === null) return new Map([['all', single]]);
  const given = reader.map(key);
  for (const name of given.keys()) {
    if (name === 'walk' || name === 'commands') continue;
    reader.fail(reader.placeOf(key), `${key} has no "${name}"`, suggestion(name, ['walk', 'commands']));
  }
  return new Map([...given].flatMap(([name, [value]]) => (value === undefined ? [] : [[name, value]])));
}

function budgetOf(reader: FileReader, { value, place }: Placed<unknown>): Placed<Readonly<Record<string, number>>>[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    reader.fail(place, 'a budget is a map of faults', 'write it as in "budgets: [{ broker.crash: 1 }]"');
    return [];
  }
  const wrong = Object.entries(value).filter(([, times]) => !Number.isSafeInteger(times) || Number(times) < 0);
  const kinds: readonly string[] = FAULT_KINDS;
  for (const kind of Object.keys(value).filter((name) => !kinds.includes(name))) {
    reader.fail(place, `there is no fault "${kind}"`, suggestion(kind, kinds));
  }
  for (const [kind] of wrong) reader.fail(place, `the budget of ${kind} is no number`, 'give a whole number from 0 on');
  return [{ value: value as Readonly<Record<string, number>>, place }];
}

function isSplit(reader: FileReader): boolean {
  const [given] = reader.list('split');
  if (given === undefined || typeof given.value === 'boolean') return given?.value === true;
  reader.fail(given.place, 'split is true or false', 'write "split: true"');
  return false;
}
