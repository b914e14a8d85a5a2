import { type ComponentChild, h } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { el } from '../../reports/page/element.ts';
import { widthOf } from './layout.ts';
import { across, type Place, runAt } from './place.ts';
import { Play } from './play.ts';
import { besideOf, recordsTable } from './records.ts';
import { statePane } from './state-pane.ts';
import { toPreact } from './to-preact.ts';
import type { View } from './view.ts';

/**
 * A run and what is so at its step; or both runs side by side, and what has become of the records. In the order in which
 * they are read: where all stand one below the other, the state comes first, for it is what a step changes.
 */
export function Panes({ view }: { readonly view: View }): ComponentChild {
  const width = useWidth();
  const { place } = view;
  const run = runAt(place);
  if (place.isBeside) {
    const other = across(place);
    const both = place.isControl ? [other, place] : [place, other];
    const [was, now] = [run.states[Math.max(0, place.step - 1)], run.states[place.step]];
    return h('div', { class: 'both' }, [
      h('div', { key: 'records' }, toPreact(recordsTable(was, now, besideOf(place)))),
      ...both.map((one) =>
        h('div', { key: String(one.isControl) }, [title(one), h(Play, { view: { ...view, place: one }, width })]),
      ),
    ]);
  }
  const play = h(Play, { key: 'play', view, width });
  const state = h(
    'section',
    { key: 'state', class: 'at', 'aria-label': 'State at this step', tabIndex: 0 },
    toPreact(statePane(place, run)),
  );
  return h('div', { class: 'panes' }, width === 'narrow' ? [state, play] : [play, state]);
}

const title = ({ isControl }: Place): ComponentChild =>
  toPreact(el('h3', {}, isControl ? 'With the remedy' : 'As set up'));

function useWidth(): ReturnType<typeof widthOf> {
  const [width, setWidth] = useState(() => widthOf(innerWidth));
  useLayoutEffect(() => {
    const measure = (): void => setWidth(widthOf(innerWidth));
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, []);
  return width;
}
