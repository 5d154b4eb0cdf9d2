import { daysIn } from '../../core/time/period.ts';
import type { Sheet } from './sheet.ts';
import { filled } from './wording.ts';

export type Fact = { readonly label: string; readonly value: string };

/** Kept on one line. */
const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0');

/** The dates and references of a document, in the order in which people look for them (INV-07). */
export const factsOf = (sheet: Sheet): readonly Fact[] => {
  const { view, wording, formats } = sheet;
  const { supply } = view;
  const oneDay = supply === null || daysIn(supply) <= 1;
  return [
    { label: wording.issuedOn, value: formats.day(view.issuedOn) },
    ...(view.dueOn === null ? [] : [{ label: wording.dueOn, value: formats.day(view.dueOn) }]),
    {
      label: oneDay ? wording.suppliedOn : wording.suppliedIn,
      value: supply === null ? formats.day(view.issuedOn) : oneDay ? formats.day(supply.start) : formats.period(supply),
    },
    ...view.corrects.map(({ number, issuedOn }) => ({
      label: wording.corrects,
      value: issuedOn === null ? number : filled(wording.correctsOf, { number, date: unbroken(formats.shortDay(issuedOn)) }),
    })),
    ...(view.reason === null ? [] : [{ label: wording.reason, value: wording.reasons[view.reason] }]),
    ...(view.purchaseOrder === '' ? [] : [{ label: wording.purchaseOrder, value: view.purchaseOrder }]),
  ];
};

export const titleOf = ({ view, wording }: Sheet): string => (view.kind === 'invoice' ? wording.invoice : wording.creditNote);

/** The legal number, or what stands in for it. */
export const numberOf = ({ view, wording }: Sheet): string => {
  if (view.number !== null) return view.number;
  return view.standing.kind === 'provisional' ? wording.provisional : wording.draft;
};

export const dueLabel = ({ view, wording }: Sheet): string => (view.kind === 'invoice' ? wording.amountDue : wording.amountCredited);

/** `by 20 December 2026`, or where a credit goes. Empty where there is nothing to say. */
export const dueHint = ({ view, wording, formats }: Sheet): string => {
  if (view.disposition !== null) return view.standing.kind === 'void' ? '' : wording.disposition[view.disposition];
  if (view.dueMinor <= 0) return wording.nothingDue;
  return view.dueOn === null ? '' : filled(wording.by, { date: formats.day(view.dueOn) });
};

/** The accent, unless nobody has to pay it any more. */
export const dueColour = ({ view, look }: Sheet): string => (view.standing.kind === 'void' ? look.colours.muted : look.colours.accent);
