import { daysBetween } from '../../../../core/time/plain-date.ts';
import type { NewLine } from '../../../../core/invoicing/manual-facts.ts';
import type { EnteredLine, Invoice } from '../../../../core/invoicing/types.ts';
import { workstation } from '../../../app/workstation.ts';

const asNew = ({ id: _id, commandId: _commandId, ...line }: EnteredLine): NewLine => line;

/**
 * A12: a discarded draft, written again with everything that was entered; answers the id of the new one, or `null` where it can no more be made (its plan is
 * gone). It is a draft of its own: the old one may be void at other stations already, and neither has a number.
 */
export const writeAgain = async (invoice: Invoice): Promise<string | null> => {
  const { customerId, entityId, currency, note, entered, issuedOn, dueOn } = invoice;
  const netTermsDays = daysBetween(issuedOn, dueOn);
  const body = { customerId, entityId, currency, netTermsDays, note, lines: entered.map(asNew) };
  const outcome = await workstation().execute('invoice.create-manual', body);
  return outcome.ok ? (outcome.value.ids.find(({ kind }) => kind === 'invoice')?.id ?? null) : null;
};
