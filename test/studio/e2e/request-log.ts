// Request log: every request that reaches a server of this process, as the server itself saw it.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

const CHANNEL = 'http.server.request.start';

export interface RequestLog {
  /** `GET /index.html`, in order. */
  readonly lines: string[];
  close(): void;
}

/** Of the server at `address` only; it is not asked to help. */
export function logRequests(address: string): RequestLog {
  const port = Number(new URL(address).port);
  const lines: string[] = [];
  const listen = (message: unknown): void => {
    const { request } = message as { request: IncomingMessage };
    if (request.socket.localPort === port) lines.push(`${request.method} ${request.url}`);
  };
  subscribe(CHANNEL, listen);
  return { lines, close: () => void unsubscribe(CHANNEL, listen) };
}
