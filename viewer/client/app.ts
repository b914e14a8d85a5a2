import { type ComponentChild, h } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { el } from '../../reports/page/element.ts';
import { heading } from '../../reports/page/heading.ts';
import { legend } from '../../reports/page/legend.ts';
import type { PageStory } from '../../reports/page/page-story.ts';
import { bar, controlNote } from './bar.ts';
import { type Command, commandOfClick, commandOfKey, type Run } from './command.ts';
import { help } from './help.ts';
import { widthOf } from './layout.ts';
import { Panes } from './panes.ts';
import { across, hashOf, opening, type Place, placeOf, runAt, withStep } from './place.ts';
import { storyMarkdown } from './story-markdown.ts';
import { toPreact } from './to-preact.ts';
import { moved, stepped, toggled, type View, viewOf } from './view.ts';

/** The viewer: one story at a time, which the address names. */
export function App({ stories }: { readonly stories: readonly PageStory[] }): ComponentChild {
  const [view, setView] = useState<View>(() => viewOf(placeOf(location.hash, stories) ?? opening(stories[0])));
  const [copied, setCopied] = useState('');
  const stage = useRef<HTMLDivElement>(null);
  const { place } = view;
  const run = runAt(place);

  const show = (next: View): void => {
    if (next.place !== place) history.replaceState(null, '', hashOf(next.place));
    setView(next);
    setCopied('');
  };
  const copy = async (what: string): Promise<void> => {
    const text = what === 'command' ? (place.story.replay ?? '') : storyMarkdown(place.story);
    try {
      await navigator.clipboard.writeText(text);
      setCopied(`${what} copied`);
    } catch {
      setCopied('the browser does not let this page copy');
    }
  };
  const act = (command: Command): void => {
    switch (command.type) {
      case 'go':
        return show(moved(view, withStep(place, command.step)));
      case 'move':
        return show(stepped(view, command.by));
      case 'end':
        return show(moved(view, withStep(place, run.steps.length)));
      case 'turn':
        return show(moved(view, across(place)));
      case 'run':
        return show(moved(view, toRun(place, command.run)));
      case 'beside':
        return show(moved(view, toRun(place, place.isBeside ? 'failure' : 'beside')));
      case 'effects':
        return show({ ...view, allEffects: !view.allEffects });
      case 'folding':
        return show({ ...view, folding: !view.folding, unfolded: new Set() });
      case 'unfold':
        return show({ ...view, unfolded: new Set([...view.unfolded, command.step]) });
      case 'actor':
        return show(toggled(view, command.name));
      case 'copy':
        return void copy(command.what);
      case 'help':
        return toggleHelp(stage.current);
    }
  };

  // At once, so that no key is taken for one of the view before.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof HTMLInputElement && event.key.length > 1;
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
      const command = commandOfKey(event.key);
      if (command === null) return;
      event.preventDefault();
      act(command);
    };
    const onHash = (): void => {
      const named = placeOf(location.hash, stories);
      if (named === null) return;
      setView(moved(view, named));
      stage.current?.scrollIntoView({ block: 'start' });
    };
    addEventListener('keydown', onKey);
    addEventListener('hashchange', onHash);
    return () => {
      removeEventListener('keydown', onKey);
      removeEventListener('hashchange', onHash);
    };
  });
  useLayoutEffect(() => withBarHeight(stage.current), []);
  useEffect(() => markOpen(place.story), [place.story]);
  useEffect(() => {
    // Where the list stands below the state, a step that is come to is not sought there.
    if (location.hash === '' || widthOf(innerWidth) === 'narrow') return;
    stage.current?.querySelector('.row[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [place]);

  const onClick = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
    const link = event.target.closest('a[href^="#"]')?.getAttribute('href') ?? '';
    const named = placeOf(link, stories);
    const target = event.target.closest<HTMLElement | SVGElement>('[data-step], [data-do]');
    const command = target === null ? null : commandOfClick(target.dataset);
    if (named === null && command === null) return;
    event.preventDefault();
    if (named !== null) show(moved(view, named));
    else if (command !== null) act(command);
  };
  const onInput = (event: Event): void => {
    if (event.target instanceof HTMLInputElement) act({ type: 'go', step: Number(event.target.value) });
  };

  const now = run.steps.at(place.step - 1);
  const said =
    place.step === 0 || now === undefined
      ? 'The start'
      : `Step ${place.step}: ${now.actor} ${now.text}${now.marks.includes('skipped') ? ' cannot happen' : ''}. ${now.effects.join('. ')}`;
  return h(
    'div',
    { ref: stage, onClick, onInput },
    toPreact([heading(place.story, copyButtons(place.story, copied)), bar(view, run), controlNote(place)]),
    h('p', { class: 'sr', role: 'status' }, said),
    h(Panes, { view }),
    toPreact([legend(), help()]),
  );
}

/** The same moment of another run, or of both. */
function toRun(place: Place, run: Run): Place {
  const at = place.isControl === (run === 'control') ? place : across(place);
  return { ...at, isBeside: run === 'beside' && place.story.scene.control !== undefined };
}

const copyButtons = ({ replay }: PageStory, copied: string) => [
  replay === undefined ? null : el('button', { type: 'button', 'data-do': 'copy', 'data-on': 'command' }, 'copy'),
  el('button', { type: 'button', 'data-do': 'copy', 'data-on': 'Markdown' }, 'copy story as Markdown'),
  el('span', { class: 'quiet', role: 'status' }, copied),
];

function toggleHelp(stage: HTMLElement | null): void {
  const dialog = stage?.querySelector('dialog');
  if (dialog?.open === true) dialog.close();
  else dialog?.showModal();
}

/** Tells the style how high the bar is that stays on top: what sticks below it begins there. */
function withBarHeight(stage: HTMLElement | null): (() => void) | undefined {
  const bar = stage?.querySelector<HTMLElement>('.bar');
  if (stage === null || bar === null || bar === undefined) return undefined;
  const observer = new ResizeObserver(() => stage.style.setProperty('--bar', `${bar.offsetHeight}px`));
  observer.observe(bar);
  return () => observer.disconnect();
}

/** Marks in the table of verdicts which story is told. */
function markOpen({ id }: PageStory): void {
  for (const row of document.querySelectorAll<HTMLElement>('[data-story]')) {
    row.toggleAttribute('data-open', row.dataset.story === id);
  }
}
