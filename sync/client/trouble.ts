import type { NoAnswerReason } from './transport.ts';
import { NoAnswer } from './transport.ts';

/** Why the station does not sync, as data for a screen. */
export type Trouble =
  | { readonly code: 'sync.no-answer'; readonly reason: NoAnswerReason; readonly detail: string }
  /** The server answers, and says that it cannot now. */
  | { readonly code: 'sync.server-failed'; readonly status: number }
  /** The server's answer is none that this program understands. */
  | { readonly code: 'sync.answer-unreadable'; readonly status: number }
  | { readonly code: 'sync.signed-out' }
  | { readonly code: 'sync.forbidden' }
  /** The program is too old for the server (426, or it may only push). */
  | { readonly code: 'sync.update-needed' }
  /** The server is older than this program. */
  | { readonly code: 'sync.server-too-old' }
  | { readonly code: 'station.unknown' }
  /** `wipe`: an administrator asks that what lies on the machine be erased. */
  | { readonly code: 'station.revoked'; readonly wipe: boolean }
  | { readonly code: 'station.put-back' }
  /** The station's own disk. */
  | { readonly code: 'sync.store-failed'; readonly reason: string };

export class SyncTrouble extends Error {
  override readonly name = 'SyncTrouble';
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble.code);
    this.trouble = trouble;
  }
}

/** Trouble that a person ends, not time: trying again soon would change nothing. */
export const waitsForPerson = ({ code }: Trouble): boolean =>
  code !== 'sync.no-answer' && code !== 'sync.server-failed' && code !== 'sync.answer-unreadable' && code !== 'sync.store-failed';

/** Nobody answers: the station is offline, which is no fault. */
export const isOffline = (trouble: Trouble | null): boolean => trouble?.code === 'sync.no-answer' && trouble.reason !== 'certificate';

export const troubleOf = (error: unknown): Trouble => {
  if (error instanceof SyncTrouble) return error.trouble;
  if (error instanceof NoAnswer) return { code: 'sync.no-answer', reason: error.reason, detail: error.detail };
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { code: 'sync.store-failed', reason: reason.slice(0, 300) };
};

const unwelcome = ['station.unknown', 'station.put-back'] as const;

const asksToWipe = (body: unknown): boolean => typeof body === 'object' && body !== null && 'wipe' in body && body.wipe === true;

const codeOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string' ? body.code : '';

/** What an answer that is none of ours says is wrong. */
export const troubleOfAnswer = (status: number, body: unknown): Trouble => {
  const code = codeOf(body);
  const known = unwelcome.find((each) => each === code);
  if (known !== undefined) return { code: known };
  if (code === 'station.revoked') return { code, wipe: asksToWipe(body) };
  // Somebody is signed in at a machine that proves no station: it is enrolled anew.
  if (code === 'station.needed') return { code: 'station.unknown' };
  if (code === 'sign-in.password-change-needed') return { code: 'sync.signed-out' };
  if (code === 'protocol.too-new') return { code: 'sync.server-too-old' };
  if (status === 426 || code === 'protocol.too-old') return { code: 'sync.update-needed' };
  if (status === 401) return { code: 'sync.signed-out' };
  if (status === 403) return { code: 'sync.forbidden' };
  if (status >= 400) return { code: 'sync.server-failed', status };
  return { code: 'sync.answer-unreadable', status };
};
