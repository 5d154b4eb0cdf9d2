import { describe, expect, it } from 'vitest';
import type { EnteredLine, Invoice } from '../../../core/invoicing/types.ts';
import { derivedId } from '../../../core/kernel/ids.ts';
import { draftEdit, draftForm, emptyLine, lineFaults, newLineOf, savedForm } from '../../../core/views/invoice-draft.ts';

const entered = (id: string, description: string): EnteredLine => ({
  id,
  commandId: 'cmd_1',
  description,
  quantity: '1',
  price: { kind: 'agreed', unitPrice: '10.00', taxClass: 'standard', taxInclusive: false, productId: null },
  period: { start: '2026-11-01', end: '2026-12-01' },
  tax: null,
});

/** What of an invoice an edit looks at. */
const draft = (lines: readonly EnteredLine[]): Invoice =>
  ({ id: 'inv_1', note: '', issuedOn: '2026-11-20', dueOn: '2026-12-04', entered: lines }) as unknown as Invoice;

describe('a manual invoice while it is filled in', () => {
  const stored = draft([entered('ln_a', 'Workshop'), entered('ln_b', 'Travel')]);

  it('[INV-12] people name the last day of a period; nothing that is untouched is told to the store', () => {
    const form = draftForm(stored);
    expect(form).toMatchObject({ netTermsDays: 14, lines: [{ from: '2026-11-01', through: '2026-11-30' }, {}] });
    expect(draftEdit(stored, form)).toBeNull();
  });

  it('[INV-12] an edit names only the line that changed, with what it was', () => {
    const form = draftForm(stored);
    const edit = draftEdit(stored, { ...form, lines: form.lines.map((line) => (line.id === 'ln_b' ? { ...line, quantity: '2' } : line)) });
    expect(Object.keys(edit?.body.lines ?? {})).toEqual(['ln_b']);
    expect(edit?.body.lines['ln_b']).toMatchObject({ from: { quantity: '1' }, to: { quantity: '2' } });
    expect(edit?.body).toMatchObject({ fields: {}, added: [] });
  });

  it('[A13] a line that lacks something waits, and the stored one stays as it is', () => {
    const form = draftForm(stored);
    const broken = { ...form, lines: [...form.lines.map((line) => ({ ...line, quantity: null })), emptyLine('new', 'standard')] };
    expect(draftEdit(stored, broken)).toBeNull();
    expect(lineFaults(emptyLine('new', 'standard'))).toEqual(['description', 'price']);
    expect(newLineOf(emptyLine('new', 'standard'))).toBeNull();
  });

  it('[A13] a line that was added gets its id when it is saved, so that it is not added again', () => {
    const form = draftForm(stored);
    const fresh = { ...emptyLine('new', 'standard'), description: 'Licence', price: { ...entered('', '').price } };
    const next = { ...form, lines: [...form.lines, fresh] };
    const edit = draftEdit(stored, next);
    expect(edit?.addedKeys).toEqual(['new']);
    if (edit === null) throw new Error('a changed draft is an edit');
    const saved = savedForm(next, edit, 'cmd_9');
    const id = derivedId('ln', 'cmd_9', 0);
    expect(saved.lines.at(-1)?.id).toBe(id);
    const line = newLineOf(fresh);
    if (line === null) throw new Error('a whole line is one');
    expect(draftEdit(draft([...stored.entered, { id, commandId: 'cmd_9', ...line }]), saved)).toBeNull();
  });

  it('[INV-12] a line that was removed goes, and half a period is a fault', () => {
    const form = draftForm(stored);
    const edit = draftEdit(stored, { ...form, note: 'Thanks', lines: form.lines.slice(1) });
    expect(edit?.body.lines).toMatchObject({ ln_a: { to: null } });
    expect(edit?.body.fields).toEqual({ note: { from: '', to: 'Thanks' } });
    expect(form.lines.map((each) => lineFaults({ ...each, through: '' }))[0]).toEqual(['period']);
  });
});
