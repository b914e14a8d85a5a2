import type { Request } from '../../model/network/requests/request.ts';
import type { ClusterState } from '../../model/state.ts';
import type { World } from '../../model/world.ts';
import { brokerName, ERROR_NAMES, producerName } from '../../narrator/names.ts';
import type { ClusterStep } from '../../narrator/story.ts';
import type { Post } from './post.ts';

interface Flight extends Request {
  readonly producer: number;
}

/** Produce requests and their answers: what comes, goes on and goes among those in flight. */
export function postProduce(world: World, post: Post, { action, before, after }: ClusterStep, step: number): void {
  const was = flightsOf(before);
  const is = flightsOf(after);
  for (const [key, flight] of is) {
    const old = was.get(key);
    const { producer, broker, batch, stage } = flight;
    const [client, server] = [producerName(world, producer), brokerName(broker)];
    if (old === undefined) {
      post.send(key, { from: client, to: server, sent: step, label: `r${batch.value}`, kind: 'produce' });
    } else if (old.stage !== stage) {
      if (old.stage === 'wire') post.end(key, step);
      if (stage === 'reply') answer(world, post, key, flight, step);
    }
  }
  for (const key of was.keys()) {
    if (is.has(key)) continue;
    post.end(key, step, action.type !== 'broker.produce');
    post.end(`answer to ${key}`, step, action.type !== 'producer.receive');
  }
}

function answer(world: World, post: Post, key: string, { producer, broker, error }: Flight, step: number): void {
  const good = error === 'none';
  post.send(`answer to ${key}`, {
    from: brokerName(broker),
    to: producerName(world, producer),
    sent: step,
    label: good ? 'stored' : ERROR_NAMES[error],
    kind: good ? 'reply' : 'error',
  });
}

/** By what tells one request from another as long as it is on its way. */
const flightsOf = ({ producers }: ClusterState): ReadonlyMap<string, Flight> =>
  new Map(
    producers.flatMap(({ inFlight }, producer) =>
      inFlight.map((request): [string, Flight] => {
        const { value, partition, epoch, sequence, incarnation } = request.batch;
        const key = [producer, request.broker, partition, value, epoch, sequence, incarnation].join();
        return [key, { ...request, producer }];
      }),
    ),
  );
