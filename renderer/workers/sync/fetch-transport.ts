import { NoticeReader } from '../../../sync/client/notice-reader.ts';
import { type Answer, NoAnswer, type Transport } from '../../../sync/client/transport.ts';
import type { Notice } from '../../../sync/protocol/pull.ts';

/** Sent with every message: no page of another origin can (sync/protocol/people.ts). */
const headers = { 'content-type': 'application/json', 'x-counterfoil': '1' };
const answerLimitMs = 60_000;
/** The server says something every ten seconds; a stream that is silent for longer is dead. */
const silenceMs = 25_000;

const bodyOf = async (response: Response): Promise<unknown> => {
  try {
    return (await response.json()) as unknown;
  } catch {
    return null;
  }
};

const listen = async (heard: (notice: Notice) => void, stop: AbortController): Promise<void> => {
  let silence = setTimeout(() => stop.abort(), silenceMs);
  const response = await fetch('/sync/v1/notices', { headers, credentials: 'same-origin', cache: 'no-store', signal: stop.signal });
  if (!response.ok || response.body === null) throw new NoAnswer('unreachable', String(response.status));
  const reader = new NoticeReader();
  const pieces = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let piece = await pieces.read(); !piece.done; piece = await pieces.read()) {
    clearTimeout(silence);
    silence = setTimeout(() => stop.abort(), silenceMs);
    for (const notice of reader.read(piece.value)) heard(notice);
  }
  clearTimeout(silence);
};

/** The server that the page itself came from, asked with the browser's own session cookie. */
export const fetchTransport = (): Transport => ({
  request: async (path, body): Promise<Answer> => {
    try {
      const response = await fetch(`/sync/v1/${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
        credentials: 'same-origin',
        cache: 'no-store',
        redirect: 'error',
        signal: AbortSignal.timeout(answerLimitMs),
      });
      return { status: response.status, body: await bodyOf(response) };
    } catch (error) {
      throw new NoAnswer(error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'unreachable');
    }
  },
  notices: (heard, ended) => {
    const stop = new AbortController();
    let isStopped = false;
    listen(heard, stop).then(
      () => !isStopped && ended(),
      () => !isStopped && ended(),
    );
    return () => {
      isStopped = true;
      stop.abort();
    };
  },
});
