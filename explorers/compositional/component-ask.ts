import type { Ask, Query } from '../../model/query.ts';
import type { ProductState } from './product-state.ts';

/** Asks of the component's part what may be asked of a product. */
export type ComponentAsk<State> = (ask: Ask<ProductState<State>>) => Ask<State>;

/** A query of the component is one and the same query of the product, whoever asks it. */
export function componentAsk<State>(): ComponentAsk<State> {
  const lifted = new Map<unknown, Query<ProductState<State>, never>>();
  return (ask) => (query, one, other) => {
    let whole = lifted.get(query);
    if (whole === undefined) {
      whole = { name: query.name, of: ({ state }, ...about) => query.of(state, ...about) as never };
      lifted.set(query, whole);
    }
    return ask(whole, one, other);
  };
}
