import type { Notice } from '../protocol/pull.ts';

const kinds: readonly string[] = ['changed', 'resync', 'revoked'] satisfies readonly Notice['kind'][];

const noticeOf = (text: string): readonly Notice[] => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'kind' in value && kinds.includes(String(value.kind)) ? [value as Notice] : [];
  } catch {
    return [];
  }
};

/** Reads the live stream (server-sent events, one line of data each) from the pieces in which it arrives. */
export class NoticeReader {
  #rest = '';

  read(text: string): readonly Notice[] {
    const events = (this.#rest + text).split('\n\n');
    this.#rest = events.pop() ?? '';
    return events.flatMap((event) => (event.startsWith('data: ') ? noticeOf(event.slice('data: '.length)) : []));
  }
}
