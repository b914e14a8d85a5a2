import type { SetupEntry } from '../input.ts';
import type { Release } from '../release.ts';
import type { PresetName } from './presets.ts';

/** From which cluster MirrorMaker 2 replicates, and to which. */
export interface MirrorFlow {
  readonly source: string;
  readonly target: string;
}

/** The loop that a framework's file is of, and the entry that says so. */
export interface PresetOfFile {
  readonly preset: PresetName;
  readonly entry: SetupEntry;
  /** What its loop does when the handler fails, where another entry says so. */
  readonly failing?: { readonly value: 'skip' | 'seek' | 'dead-letter'; readonly entry: SetupEntry };
  /** What of the loop the file says besides, as keys of `application` or of another section, with the entry that says it. */
  readonly besides?: readonly {
    readonly section?: string;
    readonly key: string;
    readonly value: string;
    readonly entry: SetupEntry;
  }[];
  /** Why nobody can say by the file alone what the loop is: its setup is written by hand, then. */
  readonly unsaid?: { readonly reason: string; readonly wayOut: string };
  /** Of MirrorMaker's file, the flow whose clients are judged. */
  readonly flow?: MirrorFlow | undefined;
  /** Keys of the file by which the framework does what the machine lacks; a note of each says what. */
  readonly lacks?: readonly string[];
  /** What the framework makes of the file, besides; sentences without a full stop. */
  readonly notes?: readonly string[];
}

/** The entries of a framework's files, in one spelling. */
export interface FrameworkFile {
  readonly entries: readonly SetupEntry[];
  /** The first of some keys that there is. */
  readonly named: (...keys: readonly string[]) => SetupEntry | undefined;
  /** The clients' version: what a framework of Kafka's own does goes by it. */
  readonly clients: Release;
}

/** Whether a switch is on. */
export const isTrue = (entry: SetupEntry | undefined): boolean => wordOf(entry) === 'true';

/** A value without blanks, in small letters. */
export const wordOf = (entry: SetupEntry | undefined): string => String(entry?.value).trim().toLowerCase();

/** The name of a class without its package. */
export const classOf = (entry: SetupEntry | undefined): string =>
  String(entry?.value)
    .trim()
    .replace(/^.*[.$]/, '');
