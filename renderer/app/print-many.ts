import type { IssuedDocument } from '../../core/invoicing/lines.ts';
import { zipped } from '../workers/export/zip.ts';
import { saveFile, shell } from './files.ts';
import { pdfName, printDocument } from './print.ts';
import { workstation } from './workstation.ts';

/** A folder that the user chose, or one archive. A window in a browser has no folders. */
export type ManyTarget = { readonly kind: 'zip'; readonly name: string } | { readonly kind: 'folder'; readonly grant: string };

export type ManyResult = {
  readonly kind: 'finished' | 'cancelled';
  readonly done: number;
  readonly failed: readonly { readonly name: string; readonly reason: string }[];
};

/** Documents on their way at a time, read, drawn or written: enough that neither thread waits, few enough that memory stays small. */
const atOnce = 4;

type Printed = { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Two documents of one number (of two series) keep apart by a counter. */
const uniqueNames = (): ((name: string) => string) => {
  const taken = new Map<string, number>();
  return (name) => {
    const before = taken.get(name) ?? 0;
    taken.set(name, before + 1);
    return before === 0 ? name : name.replace(/\.pdf$/, ` (${before + 1}).pdf`);
  };
};

const written = async (grant: string, { name, bytes }: Printed): Promise<string | null> => {
  const answer = await shell()?.ask['folder.write']({ grant, name, bytes, replace: true });
  return answer?.kind === 'written' ? null : answer?.kind === 'failed' ? answer.reason : (answer?.kind ?? 'no-shell');
};

/**
 * F2: many documents as PDFs, one after another in the background. What cannot be drawn or written is told at the end and holds up nothing else. A cancelled batch writes no
 * archive; files that are in a folder already stay there.
 */
export const printMany = async (
  kind: 'invoice' | 'credit-note',
  ids: readonly string[],
  target: ManyTarget,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (done: number) => void },
): Promise<ManyResult> => {
  const nameFor = uniqueNames();
  const kept: Printed[] = [];
  const failed: { name: string; reason: string }[] = [];
  let done = 0;
  const printOne = async (id: string): Promise<void> => {
    let name = id;
    try {
      const document: IssuedDocument | null = await workstation().get(kind, id);
      if (document === null) return;
      name = nameFor(pdfName(document));
      const printed = { name, bytes: (await printDocument(document)).bytes };
      const reason = target.kind === 'folder' ? await written(target.grant, printed) : null;
      if (target.kind === 'zip') kept.push(printed);
      if (reason !== null) failed.push({ name, reason });
    } catch (error) {
      failed.push({ name, reason: reasonOf(error) });
    }
    done += 1;
    onProgress(done);
  };
  const waiting = ids.values();
  const lane = async (): Promise<void> => {
    for (const id of waiting) {
      if (signal.aborted) return;
      await printOne(id);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  if (signal.aborted) return { kind: 'cancelled', done, failed };
  if (target.kind === 'zip' && kept.length > 0) {
    const archive = await zipped(
      kept.sort((a, b) => (a.name < b.name ? -1 : 1)),
      'application/zip',
    );
    await saveFile('pdf', target.name, archive);
  }
  return { kind: 'finished', done: done - failed.length, failed };
};
