import { tryCode } from 'kafka-trial/code';

export default tryCode({
  command: ['python3', 'consumer.py'],
  env: { BOOTSTRAP_SERVERS: '{bootstrap}', SHOP_URL: '{outside}' },
  topics: { orders: {} },
  input: { topic: 'orders', records: 2 },
  faults: { 'consumer.crash': 1 },
  require: 'at-least-once',
});
