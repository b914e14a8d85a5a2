import type { Setup } from '../../model/setup.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { SetupError } from '../../setups/place.ts';
import { type Resolution, resolveEdited } from '../../setups/resolve/resolve.ts';

/** The user's setup with an edit written into it; null where Kafka, of that version, would not start with it. */
export function editedSetup(resolution: Resolution, edit: SetupDraft): Setup | null {
  try {
    return resolveEdited(resolution, edit);
  } catch (error) {
    if (error instanceof SetupError) return null;
    throw error;
  }
}
