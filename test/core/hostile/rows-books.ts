import { derivedId } from '../../../core/kernel/ids.ts';
import { gone, misshapen, type Row, row } from './change.ts';
import { beforeId, type Company, line } from './company.ts';

const digits30 = '9'.repeat(30);

const work = ({ acme: customerId }: Company, entityId: string, on = '2026-11-01') => ({ customerId, entityId, on });

const billingRows = (c: Company): readonly Row[] => [
  misshapen('billing.run', '31 February', '/period/start', '2026-02-31'),
  misshapen('billing.run', 'a period up to the year 9999', '/period/end', '9999-12-31'),
  row('billing.run', 'an end before its start', { '/period': { start: '2026-12-01', end: '2026-11-01' } }, 'run.period-empty'),
  row('billing.run', 'a part beyond the last', { '/part': 2 }, 'run.part-beyond'),
  row('billing.run', 'a day on which nothing is owed', { '/work': [work(c, c.uk, '2026-11-09')] }, 'run.nothing-owed'),
  row('billing.run', 'an entity that nobody made', { '/entityIds': ['ent_none'], '/work': [work(c, 'ent_none')] }, 'entity.missing'),
  row('billing.run', "another entity's customer", { '/entityIds': [c.de], '/work': [work(c, c.de)] }, 'run.nothing-owed'),
  row('billing.run', 'an entity that it does not name', { '/work': [work(c, c.de)] }, 'run.entity-outside'),
  misshapen('billing.run', 'a run without a name', '/runId', ' '),
  misshapen('billing.run', 'a fact whose name has two lines', '/exceptions/0/facts/a\nb', { any: 'thing' }, '/exceptions/0/facts'),
];

const draftRows = (c: Company): readonly Row[] => {
  const first = '/lines/0';
  return [
    row('invoice.create-manual', 'an archived customer', { '/customerId': c.gone }, 'customer.archived'),
    row('invoice.create-manual', 'a currency that is no more', { '/currency': 'HRK' }, 'currency.not-in-use'),
    row('invoice.create-manual', 'a price of 10^30', { [`${first}/price/unitPrice`]: digits30 }, 'line.out-of-range'),
    row('invoice.create-manual', 'a quantity of 10^30', { [`${first}/quantity`]: digits30 }, 'line.out-of-range'),
    misshapen('invoice.create-manual', 'a quantity below zero', `${first}/quantity`, '-1'),
    misshapen('invoice.create-manual', 'a price of NaN', `${first}/price/unitPrice`, Number.NaN, `${first}/price/unitPrice`),
    row(
      'invoice.create-manual',
      'an end before its start',
      { [`${first}/period`]: { start: '2026-12-01', end: '2026-11-01' } },
      'line.period-empty',
    ),
    misshapen('invoice.create-manual', '31 February', `${first}/period/start`, '2026-02-31', `${first}/period`),
    row('invoice.create-manual', 'a tax that nobody keeps a rate for', { [`${first}/price/taxClass`]: 'constructor' }, 'tax.rate-missing'),
    row(
      'invoice.create-manual',
      'a tax by hand where it is computed',
      { [`${first}/tax`]: { jurisdiction: 'GB', taxes: [] } },
      'line.tax-not-entered-here',
    ),
    row(
      'invoice.create-manual',
      'a plan that nobody made',
      { [`${first}/price`]: { kind: 'plan', planId: 'pln_none', planVersion: 1, variantId: 'x' } },
      'line.plan-missing',
    ),
    row(
      'invoice.create-manual',
      'a draft version',
      { [`${first}/price`]: { kind: 'plan', planId: c.draftPlan, planVersion: 1, variantId: 'gbp-monthly' } },
      'line.plan-missing',
    ),
    row('invoice.edit-draft', 'a posted invoice', { '/invoiceId': c.open }, 'invoice.not-draft'),
    row('invoice.edit-draft', 'a note that somebody else changed', { '/fields/note/from': 'old' }, 'edit.conflict', '/note'),
    row(
      'invoice.edit-draft',
      'a line that somebody took away',
      { '/lines': { ln_none: { from: line('1'), to: line('2') } } },
      'edit.conflict',
      '/entered/ln_none',
    ),
    misshapen('invoice.edit-draft', 'a line under a name that is none', '/lines/ ', null, '/lines'),
    misshapen('invoice.edit-draft', 'a line under a prototype', '/lines/__proto__', { from: 1, to: 2 }, '/lines'),
    row('invoice.post-draft', 'a draft without lines', { '/invoiceId': derivedId('inv', beforeId(0)) }, 'invoice.no-lines', {
      before: [['invoice.create-manual', { customerId: c.acme, entityId: null, currency: null, netTermsDays: null, note: '', lines: [] }]],
    }),
    row('invoice.post-draft', 'a day that has not come', { '/on': '2026-11-21' }, 'date.in-future'),
    row('invoice.post-draft', 'a day in closed books', { '/on': '2026-09-30' }, 'books.locked'),
    row('invoice.post-draft', 'a day before the last invoice', { '/on': '2026-10-15' }, 'series.date-backwards'),
    row('invoice.post-draft', 'a series that is closed', {}, 'series.closed', {
      before: [['number-series.close', { seriesId: c.series }]],
    }),
    row('invoice.post-draft', 'an invoice that is posted', { '/invoiceId': c.open }, 'invoice.not-draft'),
    row('invoice.discard-draft', 'an invoice that is posted', { '/invoiceId': c.open }, 'invoice.not-draft'),
  ];
};

const creditRows = (c: Company): readonly Row[] => [
  row('invoice.void', 'an invoice twice', { '/invoiceId': c.voided }, 'invoice.already-void'),
  row('invoice.void', 'an invoice that is paid', { '/invoiceId': c.paid }, 'invoice.paid'),
  misshapen('invoice.void', 'no reason', '/reason', ''),
  row('invoice.write-off', 'an invoice that is void', { '/invoiceId': c.voided }, 'invoice.not-open'),
  row('invoice.finalise', 'an invoice that is posted', {}, 'invoice.not-pending'),
  row('credit-note.create', 'more than the invoice', { '/credit/grossMinor': 12_001 }, 'credit-note.exceeds-invoice'),
  row('credit-note.create', 'more than is left', { '/invoiceId': c.paid, '/credit/grossMinor': 4801 }, 'credit-note.exceeds-invoice'),
  misshapen('credit-note.create', 'less than nothing', '/credit/grossMinor', -1, '/credit/grossMinor'),
  row(
    'credit-note.create',
    'a line that it does not have',
    { '/credit': { kind: 'lines', lines: [{ lineId: 'ln_none', grossMinor: 1 }] } },
    'credit-note.line-missing',
  ),
  row('credit-note.create', 'a draft', { '/invoiceId': c.draftInvoice }, 'invoice.not-issued'),
  row('credit-note.create', 'a void invoice', { '/invoiceId': c.voided }, 'invoice.not-issued'),
  row('credit-note.create', 'a day before the invoice', { '/on': '2026-11-01' }, 'credit-note.before-invoice'),
  row('credit-note.create-standing', 'nothing', { '/lines/0/price/unitPrice': '0' }, 'credit-note.not-positive'),
  row('credit-note.create-standing', 'less than nothing', { '/lines/0/price/unitPrice': '-5' }, 'credit-note.not-positive'),
  row('credit-note.apply', 'more than it gives', { '/allocations/0/amountMinor': 9999 }, 'allocation.exceeds-money'),
  row('credit-note.apply', "another customer's invoice", { '/allocations/0/invoiceId': c.abroad }, 'allocation.invoice-missing'),
  row('credit-note.void', 'a note twice', {}, 'credit-note.already-void', {
    before: [['credit-note.void', { creditNoteId: c.note, reason: 'Wrong' }]],
  }),
  row('adjustment.create', 'nothing', { '/amountMinor': 0 }, 'adjustment.zero'),
  misshapen('adjustment.create', 'an amount whose tax nobody could write', '/amountMinor', 1e15),
  misshapen('adjustment.create', 'an amount of infinity', '/amountMinor', Number.NEGATIVE_INFINITY),
  row('adjustment.create', 'a day in closed books', { '/on': '2026-09-30' }, 'books.locked'),
  row('adjustment.create', 'a customer that nobody knows', { '/customerId': 'cus_none' }, 'customer.missing'),
];

const moneyRows = (c: Company): readonly Row[] => [
  misshapen('payment.record', 'less than nothing', '/amountMinor', -500),
  misshapen('payment.record', 'half a penny', '/amountMinor', 0.5),
  misshapen('payment.record', 'NaN', '/amountMinor', Number.NaN),
  misshapen('payment.record', '10^30', '/amountMinor', 1e30),
  misshapen('payment.record', 'an unknown currency', '/currency', 'GBX'),
  row('payment.record', "another entity's invoice", { '/entityId': c.de }, 'allocation.invoice-missing'),
  row('payment.record', "another customer's invoice", { '/allocations/0/invoiceId': c.abroad }, 'allocation.invoice-missing'),
  row('payment.record', 'another currency than the invoice', { '/currency': 'EUR' }, 'allocation.other-currency'),
  row('payment.record', 'more than is due', { '/amountMinor': 50_000, '/allocations/0/amountMinor': 12_001 }, 'allocation.exceeds-due'),
  row('payment.record', 'more than came in', { '/allocations/0/amountMinor': 501 }, 'allocation.exceeds-money'),
  row('payment.record', 'an invoice twice', { '/allocations/1': { invoiceId: c.open, amountMinor: 1 } }, 'allocation.invoice-repeated'),
  row('payment.record', 'an invoice that is void', { '/allocations/0/invoiceId': c.voided }, 'allocation.invoice-not-open'),
  row('payment.record', 'a day that has not come', { '/receivedOn': '2026-11-21' }, 'date.in-future'),
  row('payment.record', 'a day in closed books', { '/receivedOn': '2026-09-30' }, 'books.locked'),
  row('payment.allocate', 'more than is left of it', {}, 'allocation.exceeds-money'),
  row('payment.reverse', 'a payment twice', {}, 'payment.reversed', {
    before: [['payment.reverse', { paymentId: c.payment, reason: 'Bounced' }]],
  }),
  row('refund.record', 'more than the note', { '/amountMinor': 1201 }, 'refund.exceeds-credit'),
  row('refund.record', 'a day before the note', { '/paidOn': '2026-11-19' }, 'refund.before-credit'),
  row('refund.record', 'a note that nobody made', { '/creditNoteId': 'cn_none' }, 'credit-note.missing'),
  misshapen('refund.record', 'nothing', '/amountMinor', 0),
  misshapen('refund.record', 'a way that there is not', '/method', '<script>'),
  row('refund.reverse', 'a refund that nobody made', {}, 'refund.missing'),
  misshapen('payment.record', 'no currency', '/currency', gone, ''),
];

/** What is billed, credited and paid. */
export const booksRows = (c: Company): readonly Row[] => [...billingRows(c), ...draftRows(c), ...creditRows(c), ...moneyRows(c)];
