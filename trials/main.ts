import { cacheFolder } from '../conformance/lab/jars/cache-folder.ts';
import { hazardsPlayed } from '../conformance/results/hazards-played.ts';
import { FETCHABLE } from '../conformance/lab/jars/fetchable.ts';
import { findJava } from '../conformance/lab/jars/java.ts';
import { InputError } from '../setups/input-error.ts';
import { errorText, SetupError } from '../setups/place.ts';
import { claimCases } from './claim-cases.ts';
import { hazardCases } from './hazard-cases.ts';
import { checkJavaClient } from './check-java-client.ts';
import { Installed } from './installed.ts';
import { trialsOptions, type TrialsOptions } from './options.ts';
import { Keeper } from './keeper.ts';
import { playCases, type PlayOptions } from './play-cases.ts';
import { playPrograms } from './play-programs.ts';
import { recordedCases } from './recorded-cases.ts';
import { type Result, resultsDocument, tableOf } from './result.ts';
import { sabotageCases } from './sabotage-cases.ts';
import { setupCases } from './setup-cases.ts';
import { kafkajsCases } from './kafkajs-cases.ts';
import { type Cases, type Group, joined, type LeftOut, wants } from './trial-case.ts';
import { holdingCases } from './walk-cases.ts';

/** Releases on which walks and sabotage are tried. */
const RELEASES = ['3.9', '4.1', '4.3'];
/** Of the walks of holding setups one in so many is played with KafkaJS, for each of its setups. */
const KAFKAJS_SHARE = 100;
const SABOTAGED_RELEASE = '4.1';
/** How long it may take to end when there is nothing left to play. */
const STOP_MS = 5000;
/** In a checkout, at the root of which this is run. */
const SETUPS = 'docs/setups';

/**
 * Plays schedules of the machine on real Kafka: a tier of two minutes, or everything that can be played.
 *
 * Exit codes: 0 as it has to be, 1 somewhere it is not, 2 the input is wrong. Where Java or jars are missing nothing is
 * played, which is said.
 */
async function main(args: readonly string[]): Promise<number> {
  const options = trialsOptions(args);
  const installed = new Installed(options.jars, process.env);
  if (installed.versions.length === 0) {
    console.log(
      `conform: nothing is played: ${installed.folder} has no folder named by a release of Kafka, with its jars (conform SETUP --fetch ${FETCHABLE.at(-1)} makes one where these are looked for, unless --jars names another place)`,
    );
    return 0;
  }
  const java = javaOrWord(installed.versions[0]);
  if (java === undefined) return 0;
  const { cases, leftOut } = await casesOf(options, installed);
  const chosen = cases.filter(
    ({ name, version }) => wants(options, name) && (options.version === undefined || options.version === version),
  );
  for (const { name, because } of leftOut) console.log(`left out: ${name}: ${because}`);
  const keeper = options.results === undefined ? undefined : new Keeper(options.results, leftOut);
  const results: Result[] = [];
  const stop = stopOnInterrupt();
  const play: PlayOptions = {
    installed,
    java,
    cache: cacheFolder(process.env),
    record: options.record,
    stop,
    onResult(result) {
      results.push(result);
      tell(result);
      keeper?.keep(results, false);
    },
  };
  await playCases(chosen, play);
  const tries = (group: Group): boolean =>
    options.tier === 'nightly' && !stop.aborted && (options.groups?.has(group) ?? true);
  if (tries('code')) await playPrograms(options, play);
  if (tries('java-client')) await checkJavaClient(RELEASES, options, play);
  const isWhole = !stop.aborted && options.only === undefined;
  keeper?.keep(results, isWhole);
  tellAll(results, leftOut);
  if (stop.aborted)
    console.log(
      `\ninterrupted: ${results.length} were played, of ${chosen.length} schedules and what comes behind them`,
    );
  return !stop.aborted && results.every(({ isFine }) => isFine) ? 0 : 1;
}

/** The first Ctrl-C ends it in order, what is hanging then a little later; the second at once. */
function stopOnInterrupt(): AbortSignal {
  const stop = new AbortController();
  process.once('SIGINT', () => {
    stop.abort();
    setTimeout(() => process.exit(), STOP_MS).unref();
  });
  return stop.signal;
}

async function casesOf(options: TrialsOptions, installed: Installed): Promise<Cases> {
  if (options.tier === 'quick') return recordedCases(installed);
  const makers = {
    setup: () => setupCases(installed, SETUPS, options),
    hazard: () => hazardCases(installed, RELEASES, options),
    claim: () => claimCases(installed),
    walk: () => holdingCases(installed, RELEASES, options.walks),
    kafkajs: () => kafkajsCases(installed, RELEASES, Math.ceil(options.walks / KAFKAJS_SHARE), options),
    sabotage: () => sabotageCases(installed, SABOTAGED_RELEASE),
  } as const;
  const parts: Cases[] = [];
  for (const [group, make] of Object.entries(makers)) {
    if (options.groups?.has(group as keyof typeof makers) ?? true) parts.push(await make());
  }
  return joined(parts);
}

function javaOrWord(version: string): string | undefined {
  try {
    const { program, compiler } = findJava(version, process.env);
    if (compiler !== undefined) return program;
    console.log(
      `conform: nothing is played: ${program} has no compiler beside it, by which the clients are made (install a JDK, not a JRE)`,
    );
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    console.log(`conform: nothing is played: ${error.message}`);
  }
  return undefined;
}

function tellAll(results: readonly Result[], leftOut: readonly LeftOut[]): void {
  console.log(`\n${tableOf(results)}`);
  const types = new Set(results.filter(({ outcome }) => outcome === 'agrees').flatMap(({ actions }) => actions));
  if (types.size > 0)
    console.log(`\n${types.size} types of action in schedules that agree: ${[...types].sort().join(', ')}`);
  const hazards = hazardsPlayed(resultsDocument(results, leftOut, ''));
  const counts = Object.entries(hazards).map(([what, { length }]) => `${what} ${length}`);
  if (results.some(({ group }) => group === 'hazard')) console.log(`\nhazards: ${counts.join(', ')}`);
}

function tell({ name, version, outcome, isFine, steps, seconds, why }: Result): void {
  console.log(`${isFine ? '' : 'NOT SO: '}${name} on ${version}: ${outcome}, ${steps} steps, ${seconds} s`);
  if (why !== undefined) console.log(`  ${why}`);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof InputError || error instanceof SetupError)) throw error;
  for (const problem of error.problems) console.error(errorText(problem));
  process.exitCode = 2;
}
