import { commitsByLeader } from '../lacks/commits-by-leader.ts';
import { defaultOf } from '../defaults.ts';
import { forgetMinIsrOfBrokerAlone } from './broker-alone.ts';
import { skipsWhenFenced } from '../lacks/fenced-containers.ts';
import { forgottenProducers } from '../lacks/forgotten-producers.ts';
import { refuseOldFormat } from './inter-broker-protocol.ts';
import { applyPreset } from '../presets/apply-preset.ts';
import { pollsOn } from '../lacks/polling-on.ts';
import { refuseTooOld } from '../presets/preset-versions.ts';
import { NAMED_SCOPES, type NamedScope } from '../named-scopes.ts';
import { frameworkFaults } from '../lacks/framework-faults.ts';
import { type Given, readInput } from '../given.ts';
import type { IgnoredKey } from '../ignored/ignored.ts';
import { type SetupDraft, type SetupEntry, type SetupInput, setupInput } from '../input.ts';
import { type Problem, SetupError } from '../place.ts';
import { noteCompaction } from '../notes/note-compaction.ts';
import { noteEndless } from '../notes/note-endless.ts';
import { noteGroups } from '../notes/note-groups.ts';
import { noteTransactionalIds } from '../notes/note-transactional-ids.ts';
import { noteVersions } from '../notes/note-versions.ts';
import { withPossibleFaults } from './possible-faults.ts';
import { resolveApplication } from './resolve-application.ts';
import { resolveFaults, resolveScope, scopeNamed } from './resolve-bounds.ts';
import { noteCheckpoints, supposeCheckpoints } from './resolve-checkpoints.ts';
import { resolveClient, resolveLibrary } from './resolve-client.ts';
import { resolveCluster } from './resolve-cluster.ts';
import { resolveInternalTopics } from './resolve-internal-topics.ts';
import { noteUnreachedCount } from './resolve-commits.ts';
import { resolveConsumer } from './resolve-consumer.ts';
import { resolveProducer } from './resolve-producer.ts';
import { resolveProtocol } from './resolve-protocol.ts';
import { resolveVersion } from './resolve-version.ts';
import { passesUncleanOver } from './unclean-elections.ts';
import { checkServerRules } from './server-rules.ts';
import { unsearchedKeys } from '../lacks/unsearched-keys.ts';
import { noteZooKeeperGone } from './zoo-keeper.ts';
import type { Setup } from '../../model/setup.ts';

/** A setup with everything filled in, and what the user should know about how it came about. */
export interface Resolution {
  readonly setup: Setup;
  /** Keys that were accepted and have no effect, in the order given. */
  readonly ignored: readonly IgnoredKey[];
  /** What Kafka, or this project, decided without being asked; sentences without a full stop. */
  readonly notes: readonly string[];
  /** Keys by which Kafka, or a framework, may do what the machine lacks, where a run of the setup could meet that; a note of each says what. */
  readonly lacks: readonly string[];
  /** What it was resolved from. */
  readonly input: SetupInput;
}

/**
 * Fills in every default of the setup's Kafka version and applies Kafka's own rules about keys that depend on each other.
 *
 * Rank, from the highest: overrides, the named scope of the command line, later entries, earlier entries, a named scope
 * in a file (`scope: small`), defaults. A resolved setup resolves to itself.
 *
 * @throws {SetupError} with every problem that was found, each with its place and a way out.
 */
export function resolveSetup(input: SetupInput): Resolution {
  const given = readInput(input);
  const named = applyScopeName(given, input);
  for (const entry of input.overrides ?? []) given.add(entry);
  applyPreset(given);
  supposeCheckpoints(given);

  const { kafka, clients, versions } = resolveVersion(given);
  const preset = resolveLibrary(given);
  const producer = resolveProducer(given, versions, preset);
  refuseOldFormat(given, versions.brokers, producer);
  checkServerRules(given, versions.brokers);
  const { protocol, elr } = resolveProtocol(given, versions, producer['transactional.id'] !== null, preset);
  forgetMinIsrOfBrokerAlone(given, elr);
  const { brokers, topic, unclean } = resolveCluster(given, versions.brokers, named);
  const { consumer, commit } = resolveConsumer(given, versions, preset);
  const application = resolveApplication(given, versions.clients, commit, producer['transactional.id'] !== null);
  refuseTooOld(given, versions, application);
  const setup = withPossibleFaults(given, {
    kafka,
    ...(clients === undefined ? {} : { clients }),
    cluster: { brokers },
    topic,
    broker: {
      'unclean.leader.election.enable': unclean && !passesUncleanOver(given, versions.brokers, protocol),
      'eligible.leader.replicas.version': elr,
      'log.flush.interval.messages':
        given.value('broker', 'log.flush.interval.messages') ??
        defaultOf('broker', 'log.flush.interval.messages', versions.brokers),
      ...resolveInternalTopics(given, versions.brokers, brokers, producer['transactional.id'] !== null),
    },
    producer,
    consumer,
    downstream: { 'isolation.level': given.value('downstream', 'isolation.level') ?? consumer['isolation.level'] },
    application,
    faults: resolveFaults(given),
    scope: resolveScope(given, versions.clients, named, topic['replication.factor']),
    protocol,
    client: resolveClient(given, versions.clients, producer, consumer, preset),
  });
  noteZooKeeperGone(given, versions.brokers);
  noteVersions(given, versions, setup);
  noteTransactionalIds(given, setup);
  noteGroups(given, setup, preset === undefined ? versions.clients : undefined);
  noteCompaction(given, setup);
  noteCheckpoints(given, setup);
  noteEndless(given, setup);
  noteUnreachedCount(given, setup);
  const ofBrokers = [
    forgottenProducers(given, versions, setup),
    commitsByLeader(given, versions, setup),
    ...unsearchedKeys(given, versions.brokers, setup),
  ];
  if (given.problems.length > 0) throw new SetupError(inReadingOrder(given.problems));
  const lacking = [
    ...(input.lacks ?? []),
    ...ofBrokers,
    skipsWhenFenced(given, setup),
    pollsOn(given, setup),
    ...frameworkFaults(given, versions.clients, setup),
  ];
  const lacks = lacking.filter((name) => name !== undefined);
  return { setup, ignored: given.ignored, notes: given.notes, lacks, input };
}

/**
 * The setup that a draft in code means.
 *
 * @param source what error messages name as the place.
 * @throws {SetupError} as `resolveSetup` does.
 */
export const setupOf = (draft: SetupDraft, source?: string): Setup => resolveSetup(setupInput(draft, source)).setup;

/**
 * The setup that the user would have with some keys otherwise: what is left out goes on to follow from the rest, as it
 * does in the user's own files.
 *
 * @param edit the keys that change, as a setup file spells them.
 * @throws {SetupError} when Kafka, of that version, or this project would not start with it.
 */
export function resolveEdited(resolution: Resolution, edit: SetupDraft): Setup {
  const overrides = setupInput(edit, 'change').entries;
  // Versions, and the feature levels among the broker's keys, decide about switches.
  const decides = overrides.some(({ section }) => section === '' || section === 'broker');
  const input = decides ? unpinned(resolution) : resolution.input;
  return resolveSetup({ ...input, overrides: [...(input.overrides ?? []), ...overrides] }).setup;
}

/** The protocol that a setup would have by its versions, feature levels and other keys, without a section `protocol`. */
export const versionsProtocol = ({ input }: Resolution): Setup['protocol'] =>
  resolveSetup(withoutProtocol(input, () => true)).setup.protocol;

/** Without the switches that only repeat what the other keys say, as a resolved setup does: they go with those. */
function unpinned(resolution: Resolution): SetupInput {
  const ofVersions: Readonly<Record<string, unknown>> = versionsProtocol(resolution);
  return withoutProtocol(resolution.input, ({ key, value }) => String(value) === String(ofVersions[key]));
}

function withoutProtocol(input: SetupInput, drops: (entry: SetupEntry) => boolean): SetupInput {
  const kept = (entry: SetupEntry): boolean => entry.section !== 'protocol' || !drops(entry);
  return { ...input, entries: input.entries.filter(kept), overrides: input.overrides?.filter(kept) };
}

/** A name from the command line replaces the numbers of the files; a name in a file only fills in for them. */
function applyScopeName(given: Given, input: SetupInput): NamedScope | undefined {
  const fromCommandLine = scopeNamed(given, input.scopeName);
  if (fromCommandLine !== undefined) {
    for (const key of ['records', 'producers', 'groups', 'members'] as const) given.drop('scope', key);
    return fromCommandLine;
  }
  const inFile = given.value('', 'scope');
  return inFile === undefined ? undefined : NAMED_SCOPES[inFile];
}

/** Problems by file, in the order in which the files first appear, and by line. */
function inReadingOrder(problems: readonly Problem[]): readonly Problem[] {
  const files = [...new Set(problems.map(({ place }) => place.file))];
  return problems.toSorted(
    (left, right) =>
      files.indexOf(left.place.file) - files.indexOf(right.place.file) ||
      (left.place.line ?? 0) - (right.place.line ?? 0),
  );
}
