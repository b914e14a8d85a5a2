import type { RequestHeader } from './request-header.ts';

/** A request's header, and where in the payload its body begins. */
type FrameHeader = RequestHeader & { readonly bodyAt: number };

/** A request on its way to a broker, or the response on its way back. */
export interface Frame {
  readonly direction: 'request' | 'response';
  /** Of a response, that of its request. */
  readonly header: FrameHeader;
  readonly payload: Buffer;
  /** The name of the listener that the client has connected to. */
  readonly listener: string;
  /** Which connection it is on; numbered from 1 in the order in which they were opened. */
  readonly link: number;
  /** Of a response, its request. */
  readonly request: Frame | null;
}

/** What a frame must be like; what is left out may be anything. */
export interface Matcher {
  readonly direction?: Frame['direction'];
  readonly api?: number | readonly number[];
  readonly clientId?: string | RegExp;
  readonly listener?: string | RegExp;
  readonly link?: number;
  /** Whether it is on a connection whose client has gone. The gate knows: holds and watches do not ask. */
  readonly stray?: boolean;
  readonly where?: (frame: Frame) => boolean;
}

/** A request and its response: the frames of one connection that have its correlation id. */
export const exchangeOf = ({ link, header }: Frame): Matcher => ({
  link,
  where: (frame) => frame.header.correlationId === header.correlationId,
});

/** Whether the frame is as the matcher wants it. */
export function matches(frame: Frame, { direction, api, clientId, listener, link, where }: Matcher): boolean {
  const { header } = frame;
  return (
    (direction === undefined || frame.direction === direction) &&
    (link === undefined || frame.link === link) &&
    (api === undefined || (typeof api === 'number' ? header.apiKey === api : api.includes(header.apiKey))) &&
    (clientId === undefined || isText(header.clientId ?? '', clientId)) &&
    (listener === undefined || isText(frame.listener, listener)) &&
    (where === undefined || where(frame))
  );
}

const isText = (text: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? text === wanted : wanted.test(text);
