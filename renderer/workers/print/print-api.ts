import type { TemplateSettings } from '../../../core/organization/types.ts';
import type { DocumentView } from '../../../core/views/document-view.ts';

/** What a print worker answers: bytes of a PDF, or it throws why it cannot be drawn. */
export type PrintApi = {
  print(job: {
    readonly view: DocumentView;
    readonly template: TemplateSettings;
  }): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly pages: number }>;
};
