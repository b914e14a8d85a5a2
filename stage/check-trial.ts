import { ELEMENTS_MAX } from '../model/ports/open-world.ts';
import { InputError } from '../setups/input-error.ts';
import { suggestion } from '../setups/suggestion.ts';
import {
  type Check,
  fields,
  isName,
  isObject,
  isWhole,
  kind,
  mapOf,
  filled,
  object,
  text,
  texts,
  whole,
} from './checks.ts';
import { FAULT_KINDS } from './deviation.ts';
import { RECORDS_MAX } from './process/markers.ts';
import {
  type CodeTrial,
  type CommandTrial,
  type EffectOptions,
  effectsIn,
  type Input,
  inputsOf,
  isCommand,
} from './trial.ts';
import { recordsIn } from './world/input-batches.ts';

/** More instances of a program than these show nothing new, and take their time. */
const PROCESSES_MAX = 8;
/** As often as a fault may be tried in one run. */
const BUDGET_MAX = 10;
/** As many arguments as a call may have before the one by which its row is known. */
const ARGUMENT_MAX = 100;
/** As long as a run of a command may wait for nothing. */
const REST_MS_MAX = 120_000;

const callable = kind('a function', (value) => typeof value === 'function');
const yesOrNo = kind('true or false', (value) => typeof value === 'boolean');
const effectFields = fields({
  key: kind('the number of an argument, from 0', (value) => isWhole(value, 0, ARGUMENT_MAX)),
  replaces: kind('true, false, or the name of another effect', (value) => typeof value === 'boolean' || isName(value)),
  reads: yesOrNo,
  callback: yesOrNo,
  sync: yesOrNo,
  returns: callable,
});
const effect: Check = (value, place) => {
  effectFields(value, place);
  const { replaces, key } = value as EffectOptions;
  if (replaces && key === undefined)
    throw new InputError(
      `${place}: replaces`,
      'nothing names what it replaces',
      'say which argument does, from 0: `key: 0`',
    );
};
const functions = mapOf(
  (one, at) => one === true || effect(one, at),
  kind("a list of the module's functions that reach outside, or an object with them as keys", isObject),
);
const ofModule: Check = (value, place) => (Array.isArray(value) ? texts : functions)(value, place);
const ofModules = mapOf(ofModule);
const effects: Check = (value, place) => {
  ofModules(value, place);
  const all = Object.entries(value as NonNullable<CodeTrial['effects']>).flatMap(([path, names]) =>
    effectsIn(names).map(([name, { replaces }]) => ({ name, at: `${place}: ${path}: ${name}: replaces`, replaces })),
  );
  const known = all.map(({ name }) => name);
  for (const { at, replaces } of all)
    if (typeof replaces === 'string' && !known.includes(replaces))
      throw new InputError(at, `there is no effect "${replaces}"`, suggestion(replaces, known));
};

/** As Kafka has it: on brokers another name is never there. */
const isTopic = (value: unknown): boolean => typeof value === 'string' && /^(?!\.{1,2}$)[\w.-]{1,249}$/.test(value);
const topicName = kind('the name of a topic: letters, digits, ".", "_" and "-"', isTopic);

const inputFields = fields({
  topic: topicName,
  records: whole(1, RECORDS_MAX),
  key: callable,
  value: callable,
  expects: callable,
  readBy: texts,
  afterStart: yesOrNo,
  headers: (value, place) => typeof value === 'function' || mapOf(text)(value, place),
});
const anInput = kind('an object with a topic in it, such as { topic: "orders" }', isObject);
const oneInput: Check = (value, place) => {
  anInput(value, place);
  inputFields(value, place);
  if ((value as Input).topic === undefined)
    throw new InputError(place, 'it names no topic', 'say in which topic the records lie: { topic: "orders" }');
};
const input: Check = (value, place) => {
  if (Array.isArray(value)) value.forEach((one, index) => oneInput(one, `${place}: ${index}`));
  else oneInput(value, place);
  const inputs = inputsOf({ input: value as Input | readonly Input[] });
  const records = recordsIn(inputs);
  if (records > RECORDS_MAX)
    throw new InputError(
      place,
      `${records} records`,
      `${RECORDS_MAX} are possible in all: their ids have three digits`,
    );
  const silent = inputs.find(({ expects }) => expects === undefined);
  if (silent !== undefined && inputs.some(({ expects }) => expects !== undefined))
    throw new InputError(
      `${place}: expects`,
      `it says what is expected of other records, and nothing of those in ${silent.topic}`,
      'say it of each topic, or of none: `expects: () => []` where nothing is',
    );
};

/** Of every trial. */
const COMMON = {
  cluster: fields({
    kafka: kind('a version in quotes, such as "4.1"', (value) => typeof value === 'string'),
    // The setup's to judge, as all that is Kafka's.
    brokers: () => {},
    topic: object,
    broker: object,
    protocol: object,
    bootstrap: texts,
  }),
  topics: mapOf(fields({ partitions: whole(1, ELEMENTS_MAX) })),
  input,
  processes: whole(1, PROCESSES_MAX),
  env: mapOf(text),
  faults: fields(Object.fromEntries(FAULT_KINDS.map((name) => [name, whole(0, BUDGET_MAX)]))),
  require: text,
};

const CODE = fields({ ...COMMON, start: callable, effects, fetch: callable });

/** Of a program in JavaScript alone. */
const foreign: Check = (_value, place) => {
  const wayOut =
    place === 'start' ? 'name one of the two' : 'a command asks {outside} for what it does outside of Kafka';
  throw new InputError(place, 'it belongs to a program in JavaScript, and this one is a command', wayOut);
};

const aList = kind('a list of words, such as ["python3", "consumer.py"]', Array.isArray);
const command: Check = (value, place) => {
  aList(value, place);
  const words = value as readonly unknown[];
  if (words.length === 0)
    throw new InputError(place, 'it names no program', 'begin with one: ["python3", "consumer.py"]');
  words.forEach((one, at) => filled(one, `${place}: ${at}`));
};

const COMMAND = fields({
  ...COMMON,
  command,
  restMs: whole(1, REST_MS_MAX),
  start: foreign,
  effects: foreign,
  fetch: foreign,
});

/** Whether a trial is meant: it says something that trials say. */
const isMeant = (exported: Readonly<Record<string, unknown>>): boolean =>
  typeof exported.start === 'function' || Object.keys(COMMON).some((key) => key in exported);

/**
 * What a trial file exports, as a trial.
 *
 * @throws {InputError} on anything else, with the key that is wrong as its place; with none where it is no trial at all.
 */
export function checkTrial(exported: unknown): CodeTrial | CommandTrial {
  const isOfCommand = isObject(exported) && isCommand(exported as unknown as CodeTrial | CommandTrial);
  const wayOut = 'export tryCode({ start: () => import(…), … }), or { command: […], … }, as its default';
  if (!isObject(exported) || !(isOfCommand || isMeant(exported)))
    throw new InputError('', 'it exports no trial', wayOut);
  (isOfCommand ? COMMAND : CODE)(exported, '');
  if (!isOfCommand && exported.start === undefined) throw new InputError('', 'it starts nothing', wayOut);
  return exported as unknown as CodeTrial | CommandTrial;
}
