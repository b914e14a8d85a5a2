import { API } from '../../wire/api-keys.ts';
import type { Frame, Matcher } from '../../wire/frame.ts';
import { produceApi } from '../../wire/messages/produce.ts';
import { readBatches } from '../../wire/record-batch.ts';
import { producerId, textOf } from '../names.ts';

/** The records of the application that a Produce frame carries: of a response, those of its request. */
export function valuesOf(frame: Frame): readonly string[] {
  const { payload, header } = frame.request ?? frame;
  return produceApi
    .readRequest(payload, header)
    .topicData.flatMap(({ partitionData }) => partitionData)
    .flatMap(({ records }) => (records === null ? [] : readBatches(records)))
    .flatMap(({ records }) => records.map(({ value }) => value?.toString() ?? ''));
}

/** Produce frames between a producer and a broker, on the connection that the producer has now. */
export const produceFrames = (
  producer: number,
  broker: number,
  direction: Frame['direction'],
  value?: number,
): Matcher => ({
  stray: false,
  direction,
  api: API.Produce,
  clientId: producerId(producer),
  listener: `external-${broker}`,
  ...(value === undefined ? {} : { where: (frame) => valuesOf(frame).includes(textOf(value)) }),
});
