/** What the user wants of a story. */
export type Command =
  | { readonly type: 'go'; readonly step: number }
  | { readonly type: 'move'; readonly by: 1 | -1 }
  | { readonly type: 'end' }
  | { readonly type: 'turn' }
  | { readonly type: 'run'; readonly run: Run }
  | { readonly type: 'beside' }
  | { readonly type: 'effects' }
  | { readonly type: 'folding' }
  | { readonly type: 'unfold'; readonly step: number }
  | { readonly type: 'actor'; readonly name: string }
  | { readonly type: 'copy'; readonly what: string }
  | { readonly type: 'help' };

/** Which run is shown. */
export type Run = 'failure' | 'control' | 'beside';

/** The command of a key; null where it has none. */
export function commandOfKey(key: string): Command | null {
  switch (key) {
    case 'ArrowRight':
    case 'j':
      return { type: 'move', by: 1 };
    case 'ArrowLeft':
    case 'k':
      return { type: 'move', by: -1 };
    case 'Home':
      return { type: 'go', step: 0 };
    case 'End':
      return { type: 'end' };
    case 'c':
      return { type: 'turn' };
    case 'b':
      return { type: 'beside' };
    case 'e':
      return { type: 'effects' };
    case '?':
      return { type: 'help' };
    default:
      return null;
  }
}

/** The command of what was clicked, which says so in its attributes: `data-step="4"`, `data-do="turn"`. */
export function commandOfClick({ step, do: verb = '', on = '' }: DOMStringMap): Command | null {
  if (step !== undefined) return { type: 'go', step: Number(step) };
  switch (verb) {
    case 'back':
      return { type: 'move', by: -1 };
    case 'on':
      return { type: 'move', by: 1 };
    case 'failure':
    case 'control':
    case 'beside':
      return { type: 'run', run: verb };
    case 'effects':
    case 'folding':
    case 'help':
      return { type: verb };
    case 'unfold':
      return { type: 'unfold', step: Number(on) };
    case 'actor':
      return { type: 'actor', name: on };
    case 'copy':
      return { type: 'copy', what: on };
    default:
      return null;
  }
}
