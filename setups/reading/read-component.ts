import type { Component } from '../components-of.ts';
import { deploymentIn } from './deployments.ts';
import { dottedName } from '../environment-names.ts';
import { foreignOwner } from '../foreign-keys.ts';
import { whyIgnored } from '../ignored/ignored.ts';
import type { SetupEntry } from '../input.ts';
import { isSetup } from '../is-setup.ts';
import { isSection, kindOf } from '../keys.ts';
import { madeClientKey } from '../made-clients.ts';
import { placeText } from '../place.ts';
import { withPlaceholderDefaults } from './placeholder-defaults.ts';
import { ofProfile } from './quarkus-profiles.ts';
import { type ReadEntries, unreadable } from './read-entries.ts';
import { readPropertiesText } from './read-properties-text.ts';
import { readYamlKeys } from './read-yaml-keys.ts';
import type { SourceText } from './source-text.ts';
import { ofSpringProfiles } from './spring-profiles.ts';
import { whyNoProperties, whyProgram, whyUnread } from './unread-files.ts';

/** A component's keys in a file, what the file says of the cluster besides, and how it was read. */
export interface ReadComponent extends ReadEntries {
  readonly besides: readonly SetupEntry[];
  readonly notes: readonly string[];
}

/** Reads the file of a component: one of Kafka's own, of a framework, or one that starts it with such keys. */
export function readComponent(written: SourceText, section: Component): ReadComponent {
  const isTree = /\.ya?ml$/i.test(written.file) || isJson(written.text);
  const active = ofSpringProfiles(written, isTree);
  const source = { ...written, text: active.text };
  const read = isTree ? readTree(source, section) : { ...readPropertiesText(source, section), besides: [], notes: [] };
  const unread = isTree ? undefined : (whyProgram(source.file) ?? whyUnread(read.entries, source.text));
  if (unread !== undefined) return { ...read, ...unreadable({ file: source.file }, unread.reason, unread.wayOut) };
  const opened = isTree ? undefined : read.entries.find(({ value }) => String(value).endsWith('{'));
  if (opened !== undefined) return { ...read, ...unreadable(opened.place, BRACES, WAY_OUT) };
  const profiled = ofProfile(read.entries);
  const { entries, notes } = withPlaceholderDefaults(profiled.entries);
  const isStrange = entries.length > 0 && !entries.some(isKnown);
  const foreign = isStrange && !isTree ? whyNoProperties(source.text) : undefined;
  if (foreign !== undefined) return { ...read, ...unreadable({ file: source.file }, foreign.reason, foreign.wayOut) };
  const strange = isStrange ? [`${source.file}: ${noneOf(section)}: what is judged are defaults alone`] : [];
  return { ...read, entries, notes: [...read.notes, ...active.notes, ...profiled.notes, ...notes, ...strange] };
}

/** HOCON, as Akka and Pekko have it, and Terraform's HCL: keys in braces would count as if they stood outside. */
const BRACES = 'a brace is opened here: this is no .properties file, but one of blocks';

/** What Connect's REST interface takes is JSON, and so is what other clients read. */
const isJson = (text: string): boolean => /^\uFEFF?\s*\{\s*["}]/.test(text);

/** A component's keys in YAML or JSON. What a setup says of several components would be taken for keys of one. */
function readTree(source: SourceText, section: Component): ReadComponent {
  const { file } = source;
  const read = readYamlKeys(source, section);
  const whole = { ...read, besides: [], notes: [] };
  if (isSetup(read.entries)) {
    const reason = `this looks like a setup, not like the keys of a ${section}`;
    const wayOut = `give it without an option, as in "kafka-trial verify ${file}"`;
    return { ...whole, ...unreadable({ file }, reason, wayOut) };
  }
  const unread = whyUnread(read.entries, source.text);
  if (unread !== undefined) return { ...whole, ...unreadable({ file }, unread.reason, unread.wayOut) };
  const deployment = deploymentIn(read.entries, (text, line) => {
    const inner = readYamlKeys({ file, text }, section);
    return { ...inner, entries: inner.entries.map((entry) => ({ ...entry, place: { file, line } })) };
  });
  const { entries, besides } = deployment ?? whole;
  if (read.entries.length > 0 && ![...entries, ...besides].some(isKnown)) {
    const reason =
      deployment === undefined
        ? noneOf(section)
        : `this is ${deployment.means}, and nothing of it is known as a ${section}'s`;
    return { ...whole, ...unreadable({ file }, reason, WAY_OUT) };
  }
  if (deployment === undefined) return whole;
  const notes = besides.map(
    ({ section: of, key, value, place }) =>
      `${placeText(place)}: taken as ${of === '' ? key : `${of}.${key}`}: ${String(value)}`,
  );
  const whose = `${file} is ${deployment.means}: what it has of a ${section} is read`;
  return { ...whole, entries, besides, notes: [whose, ...notes] };
}

const noneOf = (section: Component): string =>
  `none of its keys is known as a ${section}'s, or as those of a framework`;

const WAY_OUT = 'hand over the file that it reads itself, such as its .properties file, or write a setup';

/** Keys of frameworks by which they do not say that they have to do with Kafka at all. */
const COMMON = new Set(['name', 'topics']);

/** Whether the key is one of a framework whose loop can be told by its file. */
const isForeign = (name: string): boolean => ![undefined, 'Flink'].includes(foreignOwner(name)) && !COMMON.has(name);

/** Whether a key bears on Kafka, read or passed over: a verdict on a file without one would be on defaults alone. */
function isKnown({ section, key }: SetupEntry): boolean {
  const name = dottedName(key).replace(/^%[\w,-]+\./, '');
  if (section === '' || section === 'cluster') return true;
  if (name.startsWith('spring.')) return /^spring\.(?:kafka|cloud\.stream)\./.test(name);
  const made = madeClientKey(name);
  return (
    isComponents(section, name) ||
    isForeign(name) ||
    (made !== undefined && isComponents(made.section ?? section, made.key))
  );
}

const isComponents = (section: string, key: string): boolean =>
  isSection(section) && (kindOf(section, key) !== undefined || whyIgnored(section, key) !== undefined);
