import type { TemplateSettings } from '../../../core/organization/types.ts';
import type { DocumentView } from '../../../core/views/document-view.ts';
import { documentDefinition } from '../../../renderer/print/print-document.ts';
import { templateOf } from './sample-parts.ts';
import { contentTexts } from './texts.ts';

export const drawn = (view: DocumentView, changes: Partial<TemplateSettings> = {}) => documentDefinition(view, templateOf(changes));
export const said = (view: DocumentView, changes: Partial<TemplateSettings> = {}): readonly string[] => contentTexts(drawn(view, changes));
/** One text of the whole page, with plain spaces, for looking for a phrase. */
export const page = (view: DocumentView, changes: Partial<TemplateSettings> = {}): string =>
  said(view, changes)
    .join(' | ')
    .replaceAll(/[\u00a0\u202f\u2009]/g, ' ');

export const missingFrom = (text: string, wanted: readonly string[]): readonly string[] =>
  wanted.filter((phrase) => !text.includes(phrase));
