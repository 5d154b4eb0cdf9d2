import { type AnyDocument, collections } from '../../../core/collections.ts';
import { engineVersion } from '../../../core/engine.ts';
import type { Database } from './database.ts';
import { type DocumentTables, tableFor } from './documents.ts';
import { type CommandRecord, keysOfKind, sequenceKey } from './envelope.ts';

/**
 * Everything of a store in one file (`.counterfoil`): lines of JSON, packed with gzip. A head; every document by kind and id; every command in its order;
 * a foot with the counts. After each block of lines stands a line with the SHA-256 of that block and of everything before it, so that a file that was
 * changed, cut or put together from two is found out before anything of it is used.
 */
export const archiveForm = 'counterfoil';
export const archiveVersion = 1;

export type ArchiveHead = {
  readonly archive: typeof archiveForm;
  readonly version: number;
  /** The moment of the export. */
  readonly at: string;
  readonly engine: string;
  /** The form of its documents (see forms.ts). */
  readonly form: number;
};

export type ArchiveFoot = {
  readonly end: true;
  readonly documents: Readonly<Record<string, number>>;
  readonly commands: number;
  /** Every command up to this sequence has its documents written. */
  readonly applied: number;
  /** The digest of the last block before the foot, counted without the head: equal content, equal digest. */
  readonly content: string;
};

/** One command as a line. `entry` is a `JournalEntry`. */
export type CommandLine = { readonly sequence: number; readonly digest: string; readonly form: number; readonly entry: unknown };

/** Lines in a block. Part of the format: the digest of the content depends on it. */
const documentsInBlock = 500;
const commandsInBlock = 20;

/** Every kind, in the order of the file. */
const archivedKinds = Object.values(collections).flat() as readonly AnyDocument['kind'][];

const encoder = new TextEncoder();

const hex = (bytes: ArrayBuffer): string => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** SHA-256 of what came before, a line feed and the block. By the host's own code: an archive is hundreds of megabytes. */
export const chained = async (before: string, block: string): Promise<string> =>
  hex(await crypto.subtle.digest('SHA-256', encoder.encode(`${before}\n${block}`)));

/** What a store holds, in blocks of lines: equal stores give equal blocks. */
async function* contentBlocks(
  database: Pick<Database, 'documents' | 'commands'>,
): AsyncGenerator<{ readonly kind: string; readonly lines: readonly string[] }> {
  for (const kind of archivedKinds) {
    for await (const page of tableFor(database.documents, kind).pages(...keysOfKind(kind), documentsInBlock)) {
      yield { kind, lines: page.map(({ body }) => body) };
    }
  }
  for await (const page of database.commands.pages(sequenceKey(0), 'a', commandsInBlock)) yield { kind: '', lines: page.map(commandLine) };
}

const commandLine = ({ key, digest, form, body }: CommandRecord): string =>
  `{"sequence":${Number(key)},"digest":${JSON.stringify(digest)},"form":${form},"entry":${body}}`;

/** The digest over everything that a store holds, with its counts. */
export type Content = { readonly digest: string; readonly documents: Readonly<Record<string, number>>; readonly commands: number };

/** Adds blocks up to their digest and counts. */
export class ContentCount {
  digest = '';
  commands = 0;
  readonly documents: Record<string, number> = {};

  async add(kind: string, lines: readonly string[]): Promise<void> {
    this.digest = await chained(this.digest, lines.join('\n'));
    if (kind === '') this.commands += lines.length;
    else this.documents[kind] = (this.documents[kind] ?? 0) + lines.length;
  }

  get content(): Content {
    return { digest: this.digest, documents: this.documents, commands: this.commands };
  }
}

export const contentOf = async (database: {
  readonly documents: DocumentTables;
  readonly commands: Database['commands'];
}): Promise<Content> => {
  const count = new ContentCount();
  for await (const { kind, lines } of contentBlocks(database)) await count.add(kind, lines);
  return count.content;
};

/** The text of an archive, block by block. Nothing may be committed meanwhile. */
async function* archiveText(database: Database, head: Pick<ArchiveHead, 'at' | 'form'>, applied: number): AsyncGenerator<string> {
  let digest = '';
  const closed = async (block: string): Promise<string> => {
    digest = await chained(digest, block);
    return `${block}\n#${digest}\n`;
  };
  const first: ArchiveHead = { archive: archiveForm, version: archiveVersion, engine: engineVersion, ...head };
  yield closed(JSON.stringify(first));
  const count = new ContentCount();
  for await (const { kind, lines } of contentBlocks(database)) {
    await count.add(kind, lines);
    yield closed(lines.join('\n'));
  }
  const { content } = count;
  const foot: ArchiveFoot = { end: true, documents: content.documents, commands: content.commands, applied, content: content.digest };
  yield closed(JSON.stringify(foot));
}

/** Text as packed bytes, made as they are taken. */
const packed = (text: AsyncIterable<string>): ReadableStream<Uint8Array<ArrayBuffer>> => {
  const pieces = text[Symbol.asyncIterator]();
  const bytes = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: async (controller) => {
      const next = await pieces.next();
      if (next.done === true) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    cancel: async () => {
      await pieces.return?.();
    },
  });
  return bytes.pipeThrough(new CompressionStream('gzip'));
};

/** The whole archive as a file. */
export const archived = async (database: Database, head: Pick<ArchiveHead, 'at' | 'form'>, applied: number): Promise<Blob> =>
  new Response(packed(archiveText(database, head, applied)), { headers: { 'content-type': 'application/x-counterfoil' } }).blob();
