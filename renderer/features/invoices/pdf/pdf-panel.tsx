import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { IssuedDocument } from '../../../../core/invoicing/lines.ts';
import { saveFile, shell } from '../../../app/files.ts';
import { pdfName, printDocument, type PrintedDocument } from '../../../app/print.ts';
import { toast } from '../../../app/toast.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Note } from '../../../ui/note.tsx';
import { useUi } from '../../../ui/settings.tsx';
import type { PDFDocumentProxy } from '../../../app/pdf-pages.ts';
import classes from './pdf.module.css';

type Shown = { readonly printed: PrintedDocument; readonly file: PDFDocumentProxy; readonly hash: string };

/** The first sixteen signs of SHA-256: enough to see that two files are the same. */
const hashOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(digest)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .slice(0, 16);
};

const usePdf = (document: IssuedDocument): { readonly shown: Shown | null; readonly fault: string | null } => {
  const [shown, setShown] = useState<Shown | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const latest = useRef(document);
  latest.current = document;
  useEffect(() => {
    let isCurrent = true;
    const open = async (): Promise<void> => {
      try {
        const [printed, { opened }] = await Promise.all([printDocument(latest.current), import('../../../app/pdf-pages.ts')]);
        const [file, hash] = await Promise.all([opened(printed.bytes), hashOf(printed.bytes)]);
        if (isCurrent) setShown({ printed, file, hash });
      } catch (error) {
        if (isCurrent) setFault(error instanceof Error ? error.message : String(error));
      }
    };
    void open();
    return () => {
      isCurrent = false;
    };
  }, [document.id, document.rev]);
  return { shown, fault };
};

/** A19: the document as it is sent: look at it, print it, save it. */
export function PdfPanel({ document }: { readonly document: IssuedDocument }) {
  const text = useTranslations('invoices.pdf');
  const { isPrivate } = useUi();
  const { shown, fault } = usePdf(document);
  const save = async (): Promise<void> => {
    if (shown === null) return;
    const saved = await saveFile('pdf', pdfName(document), new Blob([shown.printed.bytes], { type: 'application/pdf' }));
    if (saved.kind === 'saved') toast({ message: text('saved', { name: saved.name }) });
    if (saved.kind === 'failed') toast({ message: text('failed', { reason: saved.reason }), tone: 'bad' });
  };
  const print = async (): Promise<void> => {
    if (shown === null) return;
    const { printPages } = await import('./print-pages.ts');
    await printPages(shown.file);
  };
  const view = async (): Promise<void> => {
    if (shown !== null) await shell()?.ask['document.view']({ name: pdfName(document), bytes: shown.printed.bytes });
  };
  if (fault !== null) {
    return (
      <Note tone="bad" isUrgent title={text('broken')}>
        <p>{fault}</p>
      </Note>
    );
  }
  return (
    <section aria-label={text('title')}>
      <div className={`${classes['bar']} cf-no-print`}>
        <Button variant="default" leftSection={<Icon name="download" size={14} />} disabled={shown === null} onClick={() => void save()}>
          {text('save')}
        </Button>
        <Button variant="default" leftSection={<Icon name="print" size={14} />} disabled={shown === null} onClick={() => void print()}>
          {text('print')}
        </Button>
        {shell() !== null && (
          <Button variant="default" disabled={shown === null} onClick={() => void view()}>
            {text('view')}
          </Button>
        )}
        {shown !== null && <span className={classes['facts']}>{text('facts', { pages: shown.printed.pages, hash: shown.hash })}</span>}
      </div>
      <div className={classes['pages']}>
        {shown === null ? (
          <div className={`${classes['page']} ${classes['waiting']}`} role="status" aria-label={text('drawing')} />
        ) : isPrivate ? (
          <p>{text('covered')}</p>
        ) : (
          Array.from({ length: shown.file.numPages }, (_each, at) => <PdfPage key={at} file={shown.file} number={at + 1} />)
        )}
      </div>
    </section>
  );
}

function PdfPage({ file, number }: { readonly file: PDFDocumentProxy; readonly number: number }) {
  const text = useTranslations('invoices.pdf');
  const canvas = useRef<HTMLCanvasElement>(null);
  const [words, setWords] = useState('');
  useEffect(() => {
    const target = canvas.current;
    if (target === null) return;
    const draw = async (): Promise<void> => {
      const { drawnPage, pageText } = await import('../../../app/pdf-pages.ts');
      await drawnPage(file, number, target, 760, Math.max(1.5, window.devicePixelRatio));
      setWords(await pageText(file, number));
    };
    void draw();
  }, [file, number]);
  return (
    <div className={classes['page']}>
      <canvas ref={canvas} aria-hidden="true" />
      <p className="cf-visually-hidden">
        {text('page', { number })} {words}
      </p>
    </div>
  );
}
