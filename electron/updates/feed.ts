/** Where new versions are published: an https address without credentials. Null where none is configured, which is the usual offline station. */
export function feedAddress(configured: unknown): string | null {
  if (typeof configured !== 'string') return null;
  const url = URL.parse(configured);
  return url !== null && url.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : null;
}

/** What a feed offers, as electron-updater has read it. */
export interface Offer {
  readonly version: string;
  readonly files: readonly { readonly url: string; readonly sha512: string }[];
  readonly releaseNotes?: unknown;
}

const versionForm = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?:-([0-9A-Za-z.-]{1,30}))?$/;

/**
 * Less than 0 where `a` is the older version, more than 0 where it is the newer. A pre-release comes before its release;
 * two pre-releases of one version compare as text. Null where one of them is no version.
 */
export function versionOrder(a: string, b: string): number | null {
  const left = versionForm.exec(a);
  const right = versionForm.exec(b);
  if (left === null || right === null) return null;
  for (const part of [1, 2, 3] as const) {
    const difference = Number(left[part]) - Number(right[part]);
    if (difference !== 0) return difference;
  }
  const [before = '', after = ''] = [left[4], right[4]];
  if (before === after) return 0;
  if (before === '') return 1;
  if (after === '') return -1;
  return before < after ? -1 : 1;
}

export type Judgement = 'newer' | 'same' | 'older' | 'not-genuine';

/** Whether an offer may be taken: newer than what runs, each file named relatively to the feed and with its checksum. */
export function judged(offer: Offer, running: string): Judgement {
  const order = versionOrder(offer.version, running);
  if (order === null) return 'not-genuine';
  if (order < 0) return 'older';
  if (order === 0) return 'same';
  return offer.files.length > 0 && offer.files.every(isGenuine) ? 'newer' : 'not-genuine';
}

const isGenuine = ({ url, sha512 }: Offer['files'][number]): boolean =>
  /^[A-Za-z0-9][\w.+ -]*$/.test(url) && /^[A-Za-z0-9+/]{86}==$/.test(sha512);

/** Notes of a release as plain text; where there are none, nothing. */
export function notesOf({ releaseNotes }: Offer): string {
  const notes = Array.isArray(releaseNotes)
    ? releaseNotes.map((each: { note?: unknown }) => (typeof each.note === 'string' ? each.note : '')).join('\n\n')
    : releaseNotes;
  return typeof notes === 'string' ? notes.replace(/<[^>]*>/g, '').slice(0, 20_000) : '';
}
