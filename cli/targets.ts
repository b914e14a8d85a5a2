import { basename } from 'node:path';
import type { Context } from './context.ts';
import type { Resolution } from '../setups/resolve/resolve.ts';
import { CONFIG_FLAGS, type ConfigOptions } from './options.ts';

/** One setup to be tried. */
export interface Target {
  readonly name: string;
  /** The setup file, where there is one beside Kafka's own files. */
  readonly file?: string;
  /** Every file that the setup was read from, as the user named them. */
  readonly sources: readonly string[];
  readonly resolution: Resolution;
}

/**
 * The setups that the user means: each file is one, and Kafka's own files apply to all of them; alone they are a setup
 * of their own. All are read before any is tried, so that a mistake in the last one costs no waiting.
 */
export function targetsOf(files: readonly string[], options: ConfigOptions, { load }: Context): Target[] {
  const configs = CONFIG_FLAGS.flatMap((flag) => options[flag] ?? []);
  const setups: (string | undefined)[] = files.length === 0 && configs.length > 0 ? [undefined] : [...files];
  return setups.map((file) => ({
    name: file ?? configs.map((config) => basename(config)).join(' + '),
    file,
    sources: file === undefined ? configs : [file, ...configs],
    resolution: load({
      files: file === undefined ? [] : [file],
      producerConfig: options['producer.config'],
      consumerConfig: options['consumer.config'],
      topicConfig: options['topic.config'],
      brokerConfig: options['broker.config'],
      scope: options.scope,
    }),
  }));
}
