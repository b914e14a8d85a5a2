import { BY_HAND, ESTABLISHED, FINISHES, HANDLER_FAILS, type Preset, TRANSFORM_FAULTS } from './preset.ts';

const SOURCE =
  'https://docs.spring.io/spring-cloud-stream/reference/kafka/kafka-binder/config-options.html#kafka-consumer-properties';

/** `BindingUtils.createConsumerConfigs`: a group of a name begins at the start. */
const BINDING = {
  consumer: { ...BY_HAND, 'auto.offset.reset': 'earliest' },
  application: { ...ESTABLISHED, ...FINISHES, 'on.processing.failure': 'skip' },
} as const;

/** `KafkaMessageChannelBinder.createConsumerEndpointCaptureHelper`: a RetryTemplate, and DefaultErrorHandler(FixedBackOff(0, 0)). */
const TRIES =
  'the tries before (max-attempts, three by default) are not counted: a record that fails is one that has failed each time, which is logged and passed over, or with enable-dlq sent to a topic for those';

/** Spring Cloud Stream with its binder for Kafka. */
export const SPRING_CLOUD_STREAM = {
  'spring-cloud-stream': {
    means: 'an input binding of Spring Cloud Stream with a group, and AckMode.BATCH, the default',
    source: SOURCE,
    keys: BINDING,
    faults: HANDLER_FAILS,
    taken: [TRIES],
    see: ['A23', 'A12'],
  },
  'spring-cloud-stream-function': {
    means:
      'a function of Spring Cloud Stream that has an input and an output binding, and does not wait for its sends (sync=false, the default)',
    source: SOURCE,
    keys: { ...BINDING, application: { ...BINDING.application, shape: 'transform', processing: 'async' } },
    faults: [...TRANSFORM_FAULTS, 'processing.failed'],
    taken: [TRIES],
    see: ['A23', 'A12'],
  },
} as const satisfies Readonly<Record<string, Preset>>;
