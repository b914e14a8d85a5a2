import type { FrameworkFile, PresetOfFile } from './framework-file.ts';

/** A file of Debezium Server that writes to Kafka (`KafkaChangeConsumer.handle` at 3.6.0); one that does not is not read. */
export function ofDebeziumServer({ entries, named }: FrameworkFile): PresetOfFile | undefined {
  const entry = named('debezium.sink.type') ?? entries.find(({ key }) => key.startsWith('debezium.sink.kafka.'));
  return entry === undefined ? undefined : { preset: 'debezium-server', entry };
}
