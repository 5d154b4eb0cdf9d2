import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { OperatingEntity, TemplateSettings } from '../../../../core/organization/types.ts';
import { sampleInvoice } from '../../../../core/views/sample-document.ts';
import { printView } from '../../../app/print.ts';
import { useToday } from '../../../app/hooks.ts';
import { Note } from '../../../ui/note.tsx';
import classes from '../settings.module.css';

/** So long nothing must be typed before the page is drawn again. */
const pauseMs = 350;

/** The first page of an example invoice, drawn by the same code that draws the real ones. */
export function TemplatePreview({ entity, template }: { readonly entity: OperatingEntity; readonly template: TemplateSettings }) {
  const text = useTranslations('settings.template');
  const today = useToday();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isDrawn, setDrawn] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const key = JSON.stringify(template);
  useEffect(() => {
    let isCurrent = true;
    const draw = async (): Promise<void> => {
      try {
        const view = sampleInvoice(entity, today);
        const [printed, pages] = await Promise.all([printView(view, template), import('../../../app/pdf-pages.ts')]);
        if (!isCurrent || canvas.current === null) return;
        const file = await pages.opened(printed.bytes);
        await pages.drawnPage(file, 1, canvas.current, 620, Math.max(1.5, window.devicePixelRatio));
        await file.loadingTask.destroy();
        setDrawn(true);
        setFault(null);
      } catch (error) {
        if (isCurrent) setFault(error instanceof Error ? error.message : String(error));
      }
    };
    const timer = setTimeout(() => void draw(), pauseMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
    // The template is compared by what it says.
  }, [key, entity.id, entity.rev, today]);
  return (
    <section className={classes['paper']} aria-label={text('preview')}>
      {fault !== null && (
        <Note tone="bad" isUrgent title={text('broken')}>
          <p>{fault}</p>
        </Note>
      )}
      {!isDrawn && fault === null && <div className={classes['waiting']} role="status" aria-label={text('drawing')} />}
      <canvas ref={canvas} role="img" aria-label={text('preview')} hidden={!isDrawn} />
    </section>
  );
}
