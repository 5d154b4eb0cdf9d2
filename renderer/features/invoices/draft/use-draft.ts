import { useCallback, useEffect, useRef, useState } from 'react';
import type { Invoice, Line } from '../../../../core/invoicing/types.ts';
import {
  addedIds,
  type DraftEdit,
  draftEdit,
  type DraftForm,
  draftForm,
  lineFaults,
  type LineForm,
  madeLines,
  newLineOf,
  savedForm,
} from '../../../../core/views/invoice-draft.ts';
import { type KeptDraft, resumedForm } from '../../../../core/views/kept-draft.ts';
import { keep, keptUnder } from '../../../app/kept.ts';
import { workstation } from '../../../app/workstation.ts';
import { useWork } from '../../../state/work.ts';
import type { Refusal } from '../../../workers/store-api.ts';
import { type Preview, usePreview } from '../actions/use-preview.ts';

/** After the last key: long enough not to save every letter, short enough that a crash takes at most a word. */
const settleMs = 700;

type Change = (change: (form: DraftForm) => DraftForm) => void;

/** Drafts that are on the screen now, by their ids. */
const openDesks = new Map<string, Change>();

/**
 * A12: puts a line back that was taken out, also when its page was left meanwhile: into the form where the draft is on the screen, else into the store.
 * It is a line of its own, since the stored one is gone by then.
 */
export const putLineBack = async (invoiceId: string, at: number, line: LineForm): Promise<void> => {
  const change = openDesks.get(invoiceId);
  if (change !== undefined) {
    const again = { ...line, key: crypto.randomUUID(), id: null };
    change((now) => ({ ...now, lines: now.lines.toSpliced(at, 0, again) }));
    return;
  }
  const whole = newLineOf(line);
  if (whole !== null) await workstation().execute('invoice.edit-draft', { invoiceId, fields: {}, lines: {}, added: [whole] });
};

export type DraftDesk = {
  readonly form: DraftForm;
  readonly change: Change;
  /** The lines that an entered one came to in `shown`: its own, or one for each component of a plan. */
  readonly madeOf: (line: LineForm) => readonly Line[];
  /** Every line can be stored as it is. */
  readonly isWhole: boolean;
  /** The draft as it would be with what is typed: priced and taxed by the engine. */
  readonly shown: Invoice;
  readonly preview: Preview;
  readonly problems: readonly Refusal[];
  readonly state: 'saved' | 'saving' | 'waiting' | 'refused';
};

const keptName = (invoiceId: string): string => `draft.invoice.${invoiceId}`;

/** What was given to the store, and the revision that it was typed over, until the draft has come back with it. */
type Given = { readonly rev: number; readonly edit: DraftEdit; readonly isTaken: boolean };

/** A13: keeps on this machine what the store has not taken yet: the last letters, and lines that still lack something. */
const useKeptForm = (
  invoice: Invoice,
  form: DraftForm,
  isStored: boolean,
  given: { current: Given | null },
  take: (form: DraftForm) => void,
): void => {
  const name = keptName(invoice.id);
  const first = useRef(form);
  const isRead = useRef(false);
  useEffect(() => {
    let isCurrent = true;
    const read = async (): Promise<void> => {
      const kept = (await keptUnder(name)) as KeptDraft | undefined;
      // Who was quicker than the disk goes on with what they typed.
      if (!isCurrent || isRead.current) return;
      isRead.current = true;
      const resumed = kept === undefined ? null : resumedForm(kept, invoice);
      if (resumed !== null) take(resumed);
    };
    void read();
    return () => {
      isCurrent = false;
    };
  }, [name]);
  useEffect(() => {
    if (!isRead.current && form === first.current) return;
    isRead.current = true;
    if (given.current?.isTaken === true && invoice.rev > given.current.rev) given.current = null;
    const { rev, edit: saving } = given.current ?? { rev: invoice.rev, edit: null };
    void keep(name, isStored && saving === null ? undefined : ({ rev, form, saving } satisfies KeptDraft));
  }, [name, form, isStored, invoice.rev, given]);
};

/** The form with the stored lines that came from elsewhere: put back from another page, or added at another station. Unread, they would be taken out. */
const withLinesOf = (form: DraftForm, invoice: Invoice, ids: ReadonlySet<string>): DraftForm => {
  const known = new Set(form.lines.map(({ id }) => id));
  const added = draftForm(invoice).lines.filter(({ id }) => id !== null && ids.has(id) && !known.has(id));
  return added.length === 0 ? form : { ...form, lines: [...form.lines, ...added] };
};

/** A13: a draft that saves itself, and what it comes to while it is typed. */
export const useDraft = (invoice: Invoice): DraftDesk => {
  const [form, setForm] = useState(() => draftForm(invoice));
  const [problems, setProblems] = useState<readonly Refusal[]>([]);
  const [isSaving, setSaving] = useState(false);
  const latest = useRef({ form, invoice });
  latest.current = { form, invoice };
  // Stored lines that the form has known, whether it still has them or not.
  const seen = useRef<ReadonlySet<string>>(new Set(invoice.entered.map(({ id }) => id)));
  const setUnsaved = useWork((work) => work.setUnsaved);
  const edit = draftEdit(invoice, form);
  const key = edit === null ? '' : JSON.stringify(edit.body);
  const preview = usePreview('invoice.edit-draft', edit?.body ?? null);

  const given = useRef<Given | null>(null);
  const save = useCallback(async (): Promise<void> => {
    const { invoice: base, form: typed } = latest.current;
    const wanted = draftEdit(base, typed);
    if (wanted === null) return;
    setSaving(true);
    const mine: Given = { rev: base.rev, edit: wanted, isTaken: false };
    given.current = mine;
    try {
      await keep(keptName(base.id), { rev: base.rev, form: typed, saving: wanted } satisfies KeptDraft);
      const outcome = await workstation().execute('invoice.edit-draft', wanted.body);
      setProblems(outcome.ok ? [] : outcome.problems);
      if (!outcome.ok) return;
      given.current = { ...mine, isTaken: true };
      // A line that was taken out while it was being saved must not come back as somebody else's.
      seen.current = new Set([...seen.current, ...addedIds(wanted, outcome.value.commandId)]);
      setForm((now) => savedForm(now, wanted, outcome.value.commandId));
    } finally {
      if (given.current === mine) given.current = null;
      setSaving(false);
    }
  }, []);

  useEffect(() => {
    // Lines of our own saving get their ids in the form first.
    if (isSaving) return;
    const fresh = new Set(invoice.entered.flatMap(({ id }) => (seen.current.has(id) ? [] : [id])));
    if (fresh.size === 0) return;
    seen.current = new Set([...seen.current, ...fresh]);
    setForm((now) => withLinesOf(now, invoice, fresh));
  }, [invoice, isSaving]);

  useEffect(() => {
    if (key === '' || isSaving) return undefined;
    const timer = setTimeout(() => void save(), settleMs);
    return () => clearTimeout(timer);
  }, [key, isSaving, save]);

  const isWhole = form.lines.every((line) => lineFaults(line).length === 0);
  useKeptForm(invoice, form, key === '' && isWhole, given, setForm);

  useEffect(() => {
    setUnsaved(`draft-${invoice.id}`, key !== '');
    return () => setUnsaved(`draft-${invoice.id}`, false);
  }, [invoice.id, key, setUnsaved]);

  useEffect(() => {
    openDesks.set(invoice.id, setForm);
    return () => {
      openDesks.delete(invoice.id);
    };
  }, [invoice.id]);

  // Who leaves the page in the middle of a word keeps it.
  useEffect(() => () => void save(), [save]);

  const planned = preview.writes?.find(({ document }) => document.id === invoice.id)?.document as Invoice | undefined;
  const isRefused = problems.length > 0 || preview.problems.length > 0;
  const shown = edit === null || planned === undefined ? invoice : planned;
  return {
    form,
    change: setForm,
    shown,
    madeOf: (line) => madeLines(shown, invoice, edit, line),
    isWhole,
    preview,
    problems: problems.length > 0 ? problems : preview.problems,
    state: edit === null ? 'saved' : isSaving ? 'saving' : isRefused ? 'refused' : 'waiting',
  };
};
