import type { Notice } from '../protocol/pull.ts';

/** What a station says to its server: the last part of the address. */
export type SyncPath = 'hello' | 'push' | 'pull' | 'documents' | 'blocks';

/** An answer of the server, whatever its status. `body` is data; `null` where it could not be read. */
export type Answer = { readonly status: number; readonly body: unknown };

/** Why there is no answer. */
export type NoAnswerReason =
  /** The host has no network, or nobody answers at the address. */
  | 'unreachable'
  /** F1: who answers does not prove to be the server. `detail` says how. */
  | 'certificate'
  | 'timeout';

export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly reason: NoAnswerReason;
  /** For a person who repairs it: a code of the network, never an address or a name. */
  readonly detail: string;

  constructor(reason: NoAnswerReason, detail = '') {
    super(`no answer: ${reason} ${detail}`.trim());
    this.reason = reason;
    this.detail = detail;
  }
}

/** How messages reach the server. Where they go and who asks (cookie, token) is the transport's own business. */
export type Transport = {
  /** @throws NoAnswer */
  request(path: SyncPath, body: unknown): Promise<Answer>;
  /** Listens to the live stream until the returned function is called. `ended` where it broke off by itself. */
  notices(heard: (notice: Notice) => void, ended: () => void): () => void;
};
