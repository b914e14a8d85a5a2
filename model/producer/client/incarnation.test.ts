import { expect, it } from 'vitest';
import { story } from '../../testing/story.ts';

it('an application that sends again hands over all that its producer was not told about, and nothing of another', () => {
  const told = story({
    application: { 'on.send.failure': 'resend' },
    faults: { 'producer.crash': 1 },
    scope: { producers: 2, records: 3 },
  })
    .does('producer.send', { producer: 0 })
    .does('producer.send', { producer: 1 })
    .does('broker.produce', { producer: 1 })
    .does('producer.receive', { producer: 1 })
    .does('producer.send', { producer: 1 })
    .does('producer.send', { producer: 1 })
    .does('producer.crash', { producer: 1, late: false })
    .does('producer.restart', { producer: 1 });
  expect(told.state.producers.map(({ resend }) => resend)).toEqual([[], [4, 5]]);
});
