import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Properties } from 'properties-file/parser';
import { isAlias, isMap, isScalar, LineCounter, type Node, type Pair, parseDocument, type Document } from 'yaml';
import type { SetupEntry, SetupInput } from '../setups/input.ts';
import { type Place, type Problem, SetupError } from '../setups/place.ts';
import { type Resolution, resolveSetup } from '../setups/resolve.ts';

/** What the command line says about a setup. */
export interface SetupSources {
  /** Setup files, YAML or JSON; a later one outranks an earlier one. */
  readonly files?: readonly string[];
  /** Kafka's own `.properties` files; they outrank the setup files. */
  readonly producerConfig?: string;
  readonly consumerConfig?: string;
  readonly topicConfig?: string;
  readonly brokerConfig?: string;
  /** A named scope; it outranks the numbers of the files. */
  readonly scope?: string;
  /** `section.key=value`, such as `producer.acks=1`; they outrank everything. */
  readonly overrides?: readonly string[];
}

type Read = Required<Pick<SetupInput, 'entries' | 'sections' | 'problems'>>;

const COMMAND_LINE: Place = { file: 'command line' };

/**
 * Reads and resolves the setup that the command line names.
 *
 * @throws {SetupError} with everything that is wrong with any of the files, each with its file and line and a way out.
 */
export function loadSetup(sources: SetupSources): Resolution {
  const reads = [
    ...(sources.files ?? []).map((file) => readWith(file, readSetupText)),
    ...propertiesFiles(sources).map(([section, file]) =>
      readWith(file, (text, name) => readPropertiesText(text, name, section)),
    ),
  ];
  const overrides = readOverrides(sources.overrides ?? []);
  return resolveSetup({
    entries: reads.flatMap(({ entries }) => entries),
    sections: reads.flatMap(({ sections }) => sections),
    problems: [...reads.flatMap(({ problems }) => problems), ...overrides.problems],
    overrides: overrides.entries,
    scopeName: sources.scope,
  });
}

function propertiesFiles(sources: SetupSources): readonly (readonly [section: string, file: string])[] {
  const { producerConfig, consumerConfig, topicConfig, brokerConfig } = sources;
  const files = { producer: producerConfig, consumer: consumerConfig, topic: topicConfig, broker: brokerConfig };
  return Object.entries(files).flatMap(([section, file]) => (file === undefined ? [] : [[section, file] as const]));
}

/** Reads a file and hands on its text; a file that cannot be read is a problem like any other. */
function readWith(file: string, read: (text: string, file: string) => Read): Read {
  try {
    return read(readTextFile(file), file);
  } catch (error) {
    if (error instanceof SetupError) return { entries: [], sections: [], problems: error.problems };
    throw error;
  }
}

/**
 * The text of a file.
 *
 * @throws {SetupError} when it is not there, is a directory, or may not be read.
 */
export function readTextFile(file: string): string {
  const fail = (reason: string, wayOut: string): never => {
    throw new SetupError([{ place: { file }, reason, wayOut }]);
  };
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined)
    return fail('there is no such file', `check the path; it was looked for at ${resolve(file)}`);
  if (stats.isDirectory()) return fail('this is a directory', 'name a file in it');
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    return fail(`the file cannot be read (${messageOf(error)})`, 'check its permissions');
  }
}

/**
 * The entries of a setup file, YAML or JSON, with their lines.
 *
 * What YAML finds wrong is in `problems`; then there are no entries.
 */
export function readSetupText(text: string, file: string): Read {
  if (/\.properties$/i.test(file)) {
    const option = /consumer/i.test(file) ? 'consumer' : /server|broker/i.test(file) ? 'broker' : 'producer';
    return failed({ file }, 'this is a .properties file, not a setup', `hand it over with --${option}.config`);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placeOf = (offset: number | undefined): Place =>
    offset === undefined ? { file } : { file, line: lines.linePos(offset).line };
  if (document.errors.length > 0) {
    // One slip of syntax makes many errors; the first one is where it is.
    const syntax = document.errors.filter(({ code }) => code !== 'DUPLICATE_KEY').slice(0, 1);
    const shown = syntax.length > 0 ? syntax : document.errors;
    const problems = shown.map((error) => broken(placeOf(error.pos[0]), error.code, error.message));
    return { entries: [], sections: [], problems };
  }
  const { contents } = document;
  if (contents === null) return { entries: [], sections: [], problems: [] };
  if (!isMap(contents)) {
    return failed(
      placeOf(contents.range?.[0]),
      'a setup is a map of sections',
      'write it as in "producer: { acks: all }"',
    );
  }
  try {
    return readSections(document, contents.items, placeOf);
  } catch (error) {
    // An alias to nothing, or to itself, is found only when it is followed.
    return failed({ file }, `this cannot be read: ${messageOf(error)}`, 'write the value out instead of an alias');
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const failed = (place: Place, reason: string, wayOut: string): Read => ({
  entries: [],
  sections: [],
  problems: [{ place, reason, wayOut }],
});

function broken(place: Place, code: string, message: string): Problem {
  if (code === 'DUPLICATE_KEY') return { place, reason: 'this key is given twice', wayOut: 'remove one of them' };
  const reason = message.split('\n')[0].replace(/[.:]$/, '');
  return { place, reason: `this is not YAML or JSON: ${reason}`, wayOut: 'mend the file there, or just before' };
}

type PlaceOf = (offset: number | undefined) => Place;

function readSections(document: Document, items: readonly Pair[], placeOf: PlaceOf): Read {
  const entries: SetupEntry[] = [];
  const sections: { name: string; place: Place }[] = [];
  for (const item of items) {
    const name = keyOf(item);
    const place = placeOf(offsetOf(item));
    const value = resolved(document, item.value);
    if (!isMap(value)) {
      entries.push({ section: '', key: name, value: valueOf(document, value, name), place });
      continue;
    }
    sections.push({ name, place });
    for (const inner of value.items) {
      const key = keyOf(inner);
      const content = resolved(document, inner.value);
      entries.push({ section: name, key, value: valueOf(document, content, key), place: placeOf(offsetOf(inner)) });
    }
  }
  return { entries, sections, problems: [] };
}

const keyOf = (pair: Pair): string =>
  isScalar(pair.key) ? String(pair.key.source ?? pair.key.value) : String(pair.key);

const offsetOf = (pair: Pair): number | undefined => (isScalar(pair.key) ? pair.key.range?.[0] : undefined);

/** The node that an alias stands for. */
function resolved(document: Document, node: unknown): unknown {
  if (!isAlias(node)) return node;
  const target = node.resolve(document);
  if (target === undefined) throw new Error(`there is no anchor &${node.source}`);
  return target;
}

/** The plain value of a node; a version keeps its spelling, because 4.0 is not 4. */
function valueOf(document: Document, node: unknown, key: string): unknown {
  if (isScalar(node))
    return key === 'kafka' && typeof node.value === 'number' ? (node.source ?? node.value) : node.value;
  return isNode(node) ? node.toJS(document) : null;
}

const isNode = (node: unknown): node is Node => typeof node === 'object' && node !== null && 'toJS' in node;

/** The entries of one of Kafka's `.properties` files, with their lines. A key that stands twice counts as it does last. */
export function readPropertiesText(text: string, file: string, section: string): Read {
  const entries: SetupEntry[] = [];
  try {
    for (const node of new Properties(text).nodes) {
      if (node.type !== 'property') continue;
      entries.push({
        section,
        key: node.key,
        value: node.value.trim(),
        place: { file, line: node.startingLineNumber },
      });
    }
  } catch (error) {
    return failed({ file }, `this is not a .properties file: ${messageOf(error)}`, 'mend the file there');
  }
  return { entries, sections: [], problems: [] };
}

/** The entries of options such as `producer.acks=1` or `kafka=3.9`. */
export function readOverrides(overrides: readonly string[]): Pick<Read, 'entries' | 'problems'> {
  const entries: SetupEntry[] = [];
  const problems: Problem[] = [];
  for (const text of overrides) {
    const match = /^(?<name>[^=]+)=(?<value>.*)$/s.exec(text);
    if (match?.groups === undefined) {
      const wayOut = 'write it as section.key=value, as in "producer.acks=1"';
      problems.push({ place: COMMAND_LINE, reason: `"${text}" sets nothing`, wayOut });
      continue;
    }
    const { name, value } = match.groups;
    const dot = name.indexOf('.');
    const section = dot < 0 ? '' : name.slice(0, dot).trim();
    const key = (dot < 0 ? name : name.slice(dot + 1)).trim();
    entries.push({ section, key, value: value.trim(), place: COMMAND_LINE });
  }
  return { entries, problems };
}
