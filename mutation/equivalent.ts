import type { Argued } from './argued.ts';
import { BROKER } from './equivalent/broker.ts';
import { CONSUMER } from './equivalent/consumer.ts';
import { GUARANTEES } from './equivalent/guarantees.ts';
import { PRODUCER } from './equivalent/producer.ts';
import { REDUCTIONS } from './equivalent/reductions.ts';

/** Survivors that were looked at and are none. They count neither as killed nor as survivors. */
export const equivalent: readonly Argued[] = [...BROKER, ...CONSUMER, ...PRODUCER, ...GUARANTEES, ...REDUCTIONS];
