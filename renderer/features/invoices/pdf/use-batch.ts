import { useCallback, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { shell } from '../../../app/files.ts';
import { type ManyResult, type ManyTarget, printMany } from '../../../app/print-many.ts';
import { toast } from '../../../app/toast.tsx';
import { useWork } from '../../../state/work.ts';

export type BatchStage =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asking'; readonly ids: readonly string[] }
  | { readonly kind: 'running'; readonly done: number; readonly of: number }
  | { readonly kind: 'report'; readonly result: ManyResult };

export type Batch = {
  readonly stage: BatchStage;
  /** Takes selected documents; the dialog asks where to. */
  readonly take: (ids: readonly string[]) => void;
  readonly start: (where: 'zip' | 'folder') => Promise<void>;
  readonly cancel: () => void;
  readonly close: () => void;
};

/** Prints selected documents in the background: the frame shows how far it is, also when the page was left. */
export const useBatch = (kind: 'invoice' | 'credit-note'): Batch => {
  const text = useTranslations('invoices.pdf');
  const [stage, setStage] = useState<BatchStage>({ kind: 'idle' });
  const stop = useRef<AbortController | null>(null);
  const { show, end } = useWork();
  const take = useCallback((ids: readonly string[]) => setStage({ kind: 'asking', ids }), []);
  const start = async (where: 'zip' | 'folder'): Promise<void> => {
    if (stage.kind !== 'asking') return;
    const target = await targetFor(where, `${text(kind === 'invoice' ? 'fileInvoices' : 'fileNotes')}.zip`);
    if (target === null) return;
    const { ids } = stage;
    const work = { id: `print-${kind}`, title: text('printing'), of: ids.length, path: kind === 'invoice' ? '/invoices' : '/credit-notes' };
    const abort = new AbortController();
    stop.current = abort;
    const progress = (done: number): void => {
      setStage({ kind: 'running', done, of: ids.length });
      show({ ...work, done });
    };
    progress(0);
    try {
      const result = await printMany(kind, ids, target, { signal: abort.signal, onProgress: progress });
      setStage(result.failed.length > 0 ? { kind: 'report', result } : { kind: 'idle' });
      toast({ message: text(result.kind, { count: result.done }) });
    } catch (error) {
      setStage({ kind: 'idle' });
      toast({ message: text('failed', { reason: error instanceof Error ? error.message : String(error) }), tone: 'bad' });
    } finally {
      end(work.id);
    }
  };
  return { stage, take, start, cancel: () => stop.current?.abort(), close: () => setStage({ kind: 'idle' }) };
};

const targetFor = async (where: 'zip' | 'folder', name: string): Promise<ManyTarget | null> => {
  if (where === 'zip') return { kind: 'zip', name };
  const chosen = await shell()?.ask['folder.choose'](undefined as never);
  return chosen?.kind === 'chosen' ? { kind: 'folder', grant: chosen.grant } : null;
};
