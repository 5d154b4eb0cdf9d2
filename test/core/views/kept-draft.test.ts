import { describe, expect, it } from 'vitest';
import type { EnteredLine, Invoice } from '../../../core/invoicing/types.ts';
import { must } from '../../../core/kernel/invariant.ts';
import { derivedId } from '../../../core/kernel/ids.ts';
import {
  type DraftEdit,
  draftEdit,
  type DraftForm,
  draftForm,
  emptyLine,
  type LineForm,
  newLineOf,
} from '../../../core/views/invoice-draft.ts';
import { resumedForm } from '../../../core/views/kept-draft.ts';

const price = { kind: 'agreed', unitPrice: '10.00', taxClass: 'standard', taxInclusive: false, productId: null } as const;

const entered = (id: string, description: string): EnteredLine => ({
  id,
  commandId: 'cmd_1',
  description,
  quantity: '1',
  price,
  period: null,
  tax: null,
});

/** What of an invoice a form looks at. */
const draft = (rev: number, lines: readonly EnteredLine[], note = ''): Invoice =>
  ({ id: 'inv_1', rev, note, issuedOn: '2026-11-20', dueOn: '2026-12-04', entered: lines }) as unknown as Invoice;

const typed = (key: string, description: string): LineForm => ({ ...emptyLine(key, 'standard'), description, price });

const stored = draft(4, [entered('ln_a', 'Workshop')]);
const form: DraftForm = { ...draftForm(stored), lines: [...draftForm(stored).lines, typed('new-1', 'Travel')] };
const saving: DraftEdit = must(draftEdit(stored, form), 'a line was added');
/** As it stands when the saving's command was taken. */
const taken = draft(5, [
  entered('ln_a', 'Workshop'),
  { ...must(newLineOf(typed('new-1', 'Travel')), 'a whole line'), id: derivedId('ln', 'cmd_2', 0), commandId: 'cmd_2' },
]);
/** One more was begun while it was saved. */
const later: DraftForm = { ...form, lines: [...form.lines, { ...emptyLine('new-2', 'standard'), description: 'Night shift' }] };

describe('what was typed into a draft, after a crash', () => {
  it('[A13] goes on where the draft stands as it was typed over, whatever was on its way', () => {
    expect(resumedForm({ rev: 4, form: later, saving: null }, stored)).toEqual(later);
    expect(resumedForm({ rev: 4, form: later, saving }, stored)).toEqual(later);
  });

  it('[A13] a line that was being saved and is stored by now does not come twice, and what was typed meanwhile is there', () => {
    const resumed = must(resumedForm({ rev: 4, form: later, saving }, taken), 'the saving was ours');
    expect(resumed.lines.map(({ description }) => description)).toEqual(['Workshop', 'Travel', 'Night shift']);
    expect(resumed.lines[1]?.id).toBe(derivedId('ln', 'cmd_2', 0));
    expect(draftEdit(taken, resumed), 'the last one lacks its price, all else is stored').toBeNull();
  });

  it('[A13] the same where a stored line was changed or taken out, a note written, and nothing added', () => {
    const changed = { ...draftForm(stored), note: 'For June', lines: [{ ...must(form.lines[0], 'a line'), quantity: '2' }] };
    const edit = must(draftEdit(stored, changed), 'a line was changed');
    const next = { ...changed, note: 'For June and July' };
    const written = draft(5, [{ ...entered('ln_a', 'Workshop'), quantity: '2' }], 'For June');
    expect(resumedForm({ rev: 4, form: next, saving: edit }, written)).toEqual(next);
    expect(resumedForm({ rev: 4, form: next, saving: edit }, { ...written, note: '' })).toBeNull();
    const emptied = { ...draftForm(stored), lines: [] };
    const removal = must(draftEdit(stored, emptied), 'a line was taken out');
    expect(resumedForm({ rev: 4, form: emptied, saving: removal }, draft(5, []))).toEqual(emptied);
    expect(resumedForm({ rev: 4, form: emptied, saving: removal }, draft(5, [entered('ln_a', 'Workshop')]))).toBeNull();
  });

  it('[A13] is over where somebody else changed the draft: neither their lines go, nor do ours come twice', () => {
    const others = draft(5, [entered('ln_a', 'Workshop'), { ...entered('ln_b', 'Travel'), commandId: 'cmd_3' }]);
    expect(resumedForm({ rev: 4, form: later, saving }, others)).toBeNull();
    expect(resumedForm({ rev: 4, form: later, saving: null }, taken)).toBeNull();
    expect(resumedForm({ rev: 4, form: later, saving }, { ...taken, rev: 6 })).toBeNull();
  });
});
