import type { Jars } from './jars.ts';

/** What decides how a broker's Java is started. */
export interface JavaStart {
  readonly jars: Jars;
  /** The file of the properties of Kafka. */
  readonly properties: string;
  /** The file that says what is logged. */
  readonly logging: string;
  /** An archive of classes to start from, or one to write at the end. */
  readonly archive?: { readonly file: string; readonly use: 'start from' | 'write' };
}

/** A start in little time and memory: one compiler, one collector, no files for other tools. */
const MACHINE = [
  '-Xmx200m',
  '-Xss512k',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-XX:-UsePerfData',
  '-Xshare:auto',
];

const ARCHIVE = { 'start from': '-XX:SharedArchiveFile=', write: '-XX:ArchiveClassesAtExit=' };
const LOGGING = { log4j2: '-Dlog4j2.configurationFile=', reload4j: '-Dlog4j.configuration=file:' };

/** The words behind `java` that start a broker. */
export const javaWords = ({ jars, properties, logging, archive }: JavaStart): readonly string[] => [
  ...MACHINE,
  ...(archive === undefined ? [] : [`${ARCHIVE[archive.use]}${archive.file}`]),
  `${LOGGING[jars.logging]}${logging}`,
  '-cp',
  jars.classpath.join(':'),
  'kafka.Kafka',
  properties,
];
