import { canonical } from '../../../core/kernel/canonical.ts';
import { keyIdOf } from '../store/signer.ts';
import { linkOf, noEntry } from './entry.ts';
import { exportFormat } from './export.ts';
import { isSignedBy, type SignedHead } from './signed-head.ts';

/** What shows that an export is not the chain that the server wrote. */
export type ChainProblem =
  | { readonly code: 'export.not-a-chain' }
  | { readonly code: 'export.line-unreadable'; readonly line: number }
  /** What it says is not what was hashed. */
  | { readonly code: 'entry.edited'; readonly position: number }
  | { readonly code: 'entry.removed'; readonly from: number; readonly to: number }
  | { readonly code: 'entry.out-of-order'; readonly position: number; readonly expected: number }
  /** It was not written after the one before it. */
  | { readonly code: 'entry.unlinked'; readonly position: number }
  | { readonly code: 'head.missing' }
  /** The chain ends before the head that was signed. */
  | { readonly code: 'chain.cut-off'; readonly entries: number; readonly head: number }
  | { readonly code: 'head.of-another-chain' }
  | { readonly code: 'head.signature-wrong' }
  | { readonly code: 'head.key-unknown'; readonly keyId: string }
  /** Somebody saw this head once (a station, an earlier export), and the chain does not hold it. */
  | { readonly code: 'chain.other-than-seen'; readonly position: number };

export type Verified = {
  readonly entries: number;
  /** Of these, how many an export for some entities leaves out but for their links. */
  readonly withheld: number;
  readonly head: SignedHead | null;
  readonly problems: readonly ChainProblem[];
};

/** What is known from elsewhere: who writes a chain anew can sign it with a key of their own. */
export type KnownElsewhere = {
  /** Keys that may have signed; none named: those of the export, which only shows that it is one whole. */
  readonly keyIds?: readonly string[];
  readonly heads?: readonly { readonly position: number; readonly hash: string }[];
};

type Keys = ReadonlyMap<string, string>;
type Line = Readonly<Record<string, unknown>>;

const lineIn = (text: string): Line | null => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Line) : null;
  } catch {
    return null;
  }
};

const keysIn = (line: Line | null): Keys | null => {
  if (line?.['format'] !== exportFormat || !Array.isArray(line['keys'])) return null;
  // A key is called by what it is, whatever the export says.
  const texts = (line['keys'] as readonly Line[]).map((key) => String(key['publicKey']));
  return new Map(texts.map((text) => [keyIdOf(text), text]));
};

/** Follows the links, entry by entry. */
class Walk {
  readonly problems: ChainProblem[] = [];
  readonly #seen: ReadonlyMap<number, string>;
  readonly #met = new Set<number>();
  #position = 0;
  #hash = noEntry;
  entries = 0;
  withheld = 0;

  constructor({ heads = [] }: KnownElsewhere) {
    this.#seen = new Map(heads.map(({ position, hash }) => [position, hash]));
  }

  step(line: Line, number: number): void {
    const { entry, withheld } = line;
    const isWithheld = entry === undefined && typeof withheld === 'number';
    if (!isWithheld && (typeof entry !== 'object' || entry === null)) {
      this.problems.push({ code: 'export.line-unreadable', line: number });
      return;
    }
    this.entries += 1;
    if (isWithheld) this.withheld += 1;
    const position = isWithheld ? withheld : Number((entry as Line)['position']);
    const [previous, hash] = [String(line['previous']), String(line['hash'])];
    const expected = this.#position + 1;
    if (position > expected) this.problems.push({ code: 'entry.removed', from: expected, to: position - 1 });
    if (position < expected) this.problems.push({ code: 'entry.out-of-order', position, expected });
    if (!isWithheld && linkOf(previous, canonical(entry)) !== hash) this.problems.push({ code: 'entry.edited', position });
    if (position === expected && previous !== this.#hash) this.problems.push({ code: 'entry.unlinked', position });
    if (this.#seen.has(position)) {
      this.#met.add(position);
      if (this.#seen.get(position) !== hash) this.problems.push({ code: 'chain.other-than-seen', position });
    }
    this.#position = Math.max(this.#position, position);
    this.#hash = hash;
  }

  end(head: SignedHead | null, keys: Keys, { keyIds }: KnownElsewhere): void {
    for (const position of this.#seen.keys()) {
      if (position > 0 && !this.#met.has(position)) this.problems.push({ code: 'chain.other-than-seen', position });
    }
    if (head === null) {
      if (this.entries > 0) this.problems.push({ code: 'head.missing' });
      return;
    }
    if (this.#position < head.position) this.problems.push({ code: 'chain.cut-off', entries: this.#position, head: head.position });
    else if (this.#position > head.position || this.#hash !== head.hash) this.problems.push({ code: 'head.of-another-chain' });
    const key = keys.get(head.keyId);
    if (key === undefined || (keyIds !== undefined && !keyIds.includes(head.keyId))) {
      this.problems.push({ code: 'head.key-unknown', keyId: head.keyId });
    } else if (!isSignedBy(head, key)) this.problems.push({ code: 'head.signature-wrong' });
  }
}

/**
 * AUD-03, BEY-04: whether an export is the chain as it was written: finds entries that were edited, removed, put in another order or cut off at the end. It
 * needs no server, no database and no network.
 */
export const verifiedChain = async (lines: AsyncIterable<string> | Iterable<string>, known: KnownElsewhere = {}): Promise<Verified> => {
  const walk = new Walk(known);
  let keys: Keys | null = null;
  let head: SignedHead | null = null;
  let number = 0;
  for await (const text of lines) {
    if (text.trim() === '') continue;
    number += 1;
    const line = lineIn(text);
    if (number === 1) {
      keys = keysIn(line);
      if (keys === null) return { entries: 0, withheld: 0, head: null, problems: [{ code: 'export.not-a-chain' }] };
    } else if (line === null) walk.problems.push({ code: 'export.line-unreadable', line: number });
    else if ('head' in line) head = line['head'] as SignedHead | null;
    else walk.step(line, number);
  }
  if (keys === null) return { entries: 0, withheld: 0, head: null, problems: [{ code: 'export.not-a-chain' }] };
  walk.end(head, keys, known);
  return { entries: walk.entries, withheld: walk.withheld, head, problems: walk.problems };
};
