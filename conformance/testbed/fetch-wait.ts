import type { Frame } from '../../wire/frame.ts';
import { fetchApi } from '../../wire/messages/fetch.ts';

/**
 * A Fetch request with another `max_wait_ms`. With 0 its leader answers with what it has when it comes, and does not look
 * again later (`ReplicaManager.fetchMessages`).
 */
export const withWait = ({ payload, header }: Frame, maxWaitMs: number): Buffer =>
  fetchApi.writeRequest(header, { ...fetchApi.readRequest(payload, header), maxWaitMs });
