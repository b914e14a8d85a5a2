import { describe, expect, it } from 'vitest';
import { searched, setupIn, textOf } from '../searching.ts';
import { charges } from './charges.ts';

describe('orders', () => {
  it('charges every acknowledged order once when the service knows its id', () => {
    const found = searched(setupIn('orders/setup.yaml'), charges);
    expect(found).toEqual({ complete: true, broken: {}, untested: [] });
  });

  it('charges twice and loses nothing when it does not', () => {
    const overrides = ['application.idempotency.key=false', 'faults.broker.crash=0'];
    const found = searched(setupIn('orders/setup.yaml', { overrides }), charges);
    expect(found.complete).toBe(true);
    expect(found.broken['no-double-charge']).toEqual(['an order was charged twice']);
    expect(found.broken).not.toHaveProperty('every-order-charged');
  });

  it('loses an order when the leader alone acknowledges', () => {
    const overrides = ['producer.acks=1', 'cluster.brokers=2', 'topic.replication.factor=2'];
    const found = searched(setupIn('orders/setup.yaml', { overrides }), charges);
    expect(found.broken['every-order-charged']).toEqual(['an acknowledged order was never charged']);
  });

  it('says the same in the client’s own files', () => {
    const properties = {
      producer: textOf('orders/producer.properties'),
      consumer: textOf('orders/consumer.properties'),
    };
    expect(setupIn('orders/setup.yaml', { properties })).toEqual(setupIn('orders/setup.yaml'));
  });
});
