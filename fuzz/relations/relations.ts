import { LOOSER } from './looser.ts';
import { MORE_ALLOWED } from './more-allowed.ts';
import type { Relation } from './relation.ts';
import { NEWER_RELEASES } from './releases.ts';
import { STRONGER_LOOPS } from './stronger-loops.ts';
import { STRONGER } from './stronger.ts';
import { UNREAD_LOOPS } from './unread-loops.ts';
import { WITHOUT_EFFECT } from './without-effect.ts';

/** Every relation that is tried. */
export const RELATIONS: readonly Relation[] = [
  ...MORE_ALLOWED,
  ...LOOSER,
  ...WITHOUT_EFFECT,
  ...UNREAD_LOOPS,
  ...STRONGER,
  ...STRONGER_LOOPS,
  ...NEWER_RELEASES,
];
