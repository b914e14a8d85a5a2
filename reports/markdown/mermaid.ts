import { bracketed, marksIn, type Told } from '../terminal/story.ts';

/** More steps than that nobody reads in one diagram, and GitHub draws none whose text is longer than 50,000 characters. */
export const mermaidStepsMax = 40;

/**
 * A counterexample as the text of a mermaid sequence diagram: a lane for each actor, a note for what it does, an arrow
 * where what it does tells first of another actor.
 */
export function mermaid(told: Pick<Told, 'counterexample' | 'scene'>): string {
  const { counterexample } = told;
  const actors = [...new Set(counterexample.story.map((step) => step.actor))];
  const lane = (actor: string): string => `a${actors.indexOf(actor) + 1}`;
  const lines = ['sequenceDiagram', '  autonumber'];
  for (const actor of actors) lines.push(`  participant ${lane(actor)} as ${escaped(actor)}`);
  for (const [index, { actor, text, effects }] of counterexample.story.entries()) {
    lines.push(`  ${lane(actor)}->>${lane(actor)}: ${escaped(`${text}${bracketed(marksIn(told, index + 1))}`)}`);
    for (const effect of effects) {
      const other = actors.find((name) => name !== actor && startsWith(effect, name));
      lines.push(
        other === undefined
          ? `  Note over ${lane(actor)}: ${escaped(effect)}`
          : `  Note over ${lane(actor)},${lane(other)}: ${escaped(effect)}`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

function startsWith(effect: string, name: string): boolean {
  return effect.startsWith(name) && !/[A-Za-z0-9]/.test(effect.charAt(name.length));
}

/** Mermaid ends a statement at `;` and a line's end, and reads `#...;` as a character's name. */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[#;<>]/g, (character) => `#${character.charCodeAt(0)};`);
}
