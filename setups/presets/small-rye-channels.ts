import type { SetupEntry } from '../input.ts';
import { isPlaceholder } from '../placeholder.ts';
import { type Channel, channelsOf } from './channels.ts';
import { wordOf } from './framework-file.ts';

/** A channel's name may have dots where it is quoted. */
const NAMED = {
  incoming: /^mp\.messaging\.incoming\.("[^"]+"|[^.]+)\.(.+)$/,
  outgoing: /^mp\.messaging\.outgoing\.("[^"]+"|[^.]+)\.(.+)$/,
} as const;

/** What channels have by default: of their connector (MicroProfile), and of `default-kafka-broker` (`ConfigHelper`). */
const FOR_ALL = [/^mp\.messaging\.connector\.smallrye-kafka\./, /^kafka\.(?!(?:consumer|producer)s\.)/];

/** The channels of a file by MicroProfile Reactive Messaging. */
export const channelsIn = (entries: readonly SetupEntry[], direction: 'incoming' | 'outgoing'): readonly Channel[] =>
  channelsOf(entries, NAMED[direction], FOR_ALL);

const SMALLRYES = 'smallrye-kafka';

/** Whose connector a channel has; SmallRye's for Kafka where it says none, for it may be the only one that is there. */
export function connectorOf(channel: Channel): string {
  const said = channel.word('connector');
  return said === undefined || isPlaceholder(said.value) ? SMALLRYES : wordOf(said);
}

/** Whether it is a channel of SmallRye's to or from Kafka. */
export const isSmallRyes = (channel: Channel): boolean => connectorOf(channel) === SMALLRYES;
