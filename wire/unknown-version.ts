import { MalformedMessage } from './malformed-message.ts';

/** A request in a version that is not known, of an API that is. */
export class UnknownVersion extends MalformedMessage {}
