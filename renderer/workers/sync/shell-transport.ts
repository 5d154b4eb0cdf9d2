import { NoticeReader } from '../../../sync/client/notice-reader.ts';
import { NoAnswer, type NoAnswerReason, type Transport } from '../../../sync/client/transport.ts';

/** What the shell answers to a message: the server's words as text, or why there are none. */
export type ShellAnswer =
  | { readonly kind: 'answer'; readonly status: number; readonly body: string }
  | { readonly kind: 'no-answer'; readonly reason: NoAnswerReason; readonly detail: string };

/** The way through the shell's main process, which alone may speak to a server. The window hands it to the worker. */
export type ShellWire = {
  ask(path: string, body: string): Promise<ShellAnswer>;
  /** Opens the live stream; `heard` gets its pieces, and `null` where it ended. */
  listen(heard: (text: string | null) => void): Promise<void>;
  deafen(): Promise<void>;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
};

/** @param handed makes a function one that another thread can call. */
export const shellTransport = (wire: ShellWire, handed: <T extends object>(value: T) => T): Transport => ({
  request: async (path, body) => {
    const answer = await wire.ask(`/sync/v1/${path}`, JSON.stringify(body));
    if (answer.kind === 'no-answer') throw new NoAnswer(answer.reason, answer.detail);
    return { status: answer.status, body: parsed(answer.body) };
  },
  notices: (heard, ended) => {
    const reader = new NoticeReader();
    let isStopped = false;
    const pieces = (text: string | null): void => {
      if (isStopped) return;
      if (text === null) ended();
      else for (const notice of reader.read(text)) heard(notice);
    };
    wire.listen(handed(pieces)).catch(() => !isStopped && ended());
    return () => {
      isStopped = true;
      void wire.deafen().catch(() => undefined);
    };
  },
});
