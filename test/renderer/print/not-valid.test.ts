import { describe, expect, it } from 'vitest';
import type { DocumentView } from '../../../core/views/document-view.ts';
import { creditNote, typical } from './samples.ts';

import { drawn, page } from './said.ts';

describe('what is not a valid invoice', () => {
  const texts = (view: DocumentView): string => page(view);

  it('[NUM-01] a draft has no number, says that it is one, and asks for no money', () => {
    const draft = typical({ standing: { kind: 'draft' }, number: null });
    expect(texts(draft)).toContain('Draft. Not a tax document; nothing is payable yet.');
    expect(texts(draft)).not.toContain('GB33 BUKB');
    expect(drawn(draft).watermark?.text).toBe('Draft');
    expect(drawn(draft).info.title).toBe('Invoice Draft');
  });

  it('[NUM-02] a provisional one says that its legal number is to come', () => {
    const provisional = typical({ standing: { kind: 'provisional' }, number: null });
    expect(texts(provisional)).toContain('The legal number is given when this document reaches the central register.');
    expect(drawn(provisional).watermark?.text).toBe('Provisional');
  });

  it('[INV-13] a void one says since when and why, keeps its number, and asks for no money', () => {
    const standing = { kind: 'void', on: '2026-12-02', reason: 'Issued to the wrong customer' } as const;
    const voided = typical({ standing, dueMinor: 0, dueOn: null, payment: null });
    expect(texts(voided)).toContain('Void since 2 December 2026: Issued to the wrong customer.');
    expect(texts(voided)).toContain('INV-UK-2026-000123');
    expect(texts(voided)).toContain('Amount due | £0.00');
    expect(texts(voided)).not.toContain('30 December 2026');
    expect(texts(voided)).not.toContain('GB33 BUKB');
    expect(drawn(voided).watermark?.text).toBe('Void');
  });

  it('[INV-13] [INV-17] a credit note that is void or a draft speaks of the credit, never of paying', () => {
    const voided = { standing: { kind: 'void', on: '2026-12-02', reason: 'Written for the wrong invoice' }, dueMinor: 0 } as const;
    const draft = { standing: { kind: 'draft' }, number: null } as const;
    expect(texts(creditNote(voided))).toContain(
      'Void since 2 December 2026: Written for the wrong invoice. Nothing is credited by this document.',
    );
    expect(texts(creditNote(draft))).toContain('Draft. Not a tax document; nothing is credited yet.');
    const german = { locale: 'de-DE' } as const;
    expect(texts(creditNote({ ...voided, ...german }))).toContain(
      'Storniert am 2. Dezember 2026: Written for the wrong invoice. Mit diesem Beleg wird nichts gutgeschrieben.',
    );
    expect(texts(creditNote({ ...draft, ...german }))).toContain('es ist noch nichts gutgeschrieben.');
    expect(texts(creditNote(voided)) + texts(creditNote(draft))).not.toContain('payable');
  });

  it('an issued one carries no mark', () => {
    expect(drawn(typical()).watermark).toBeUndefined();
    expect(texts(typical())).not.toContain('Void');
  });
});
