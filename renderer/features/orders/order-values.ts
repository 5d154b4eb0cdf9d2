import type { PlanVersion } from '../../../core/catalog/types.ts';
import type { Currency } from '../../../core/money/currency.ts';
import type { PlaceOrderLine } from '../../../core/orders/place-order.ts';
import type { BodyOf } from '../../../core/use-cases.ts';

/** A line as the form holds it: fields of all three kinds, of which `kind` says which count. */
export type LineValues = {
  kind: string;
  plan: string | null;
  cycle: string | null;
  /** `<subscription>|<pack>` */
  pack: string | null;
  description: string;
  unitPrice: string;
  taxClass: string;
  taxInclusive: boolean;
  quantity: string;
  trigger: string;
  on: string | null;
  milestone: string;
};

export type OrderValues = {
  customerId: string | null;
  entityId: string | null;
  currency: string | null;
  placedOn: string | null;
  netTermsDays: string;
  note: string;
  lines: LineValues[];
};

export const lineKinds = ['plan', 'pack', 'manual'] as const;

export const emptyLine = (kind: (typeof lineKinds)[number]): LineValues => ({
  kind,
  plan: null,
  cycle: null,
  pack: null,
  description: '',
  unitPrice: '',
  taxClass: 'standard',
  taxInclusive: false,
  quantity: '1',
  trigger: 'order',
  on: null,
  milestone: '',
});

export const emptyOrder = (customerId: string | null, today: string): OrderValues => ({
  customerId,
  entityId: null,
  currency: null,
  placedOn: today,
  netTermsDays: '',
  note: '',
  lines: [],
});

const isDecimal = (text: string): boolean => /^\d+(\.\d+)?$/.test(text);

const itemOf = (line: LineValues): PlaceOrderLine['item'] | null => {
  switch (line.kind) {
    case 'plan':
      return line.plan === null ? null : { kind: 'plan', plan: line.plan, ...(line.cycle === null ? {} : { cycle: line.cycle }) };
    case 'pack': {
      const [subscriptionId = '', packId = ''] = line.pack?.split('|') ?? [];
      return packId === '' ? null : { kind: 'pack', subscriptionId, packId };
    }
    default: {
      const { taxClass, taxInclusive, unitPrice } = line;
      const description = line.description.trim();
      if (description === '' || taxClass === '' || !isDecimal(unitPrice)) return null;
      return { kind: 'manual', description, unitPrice, taxClass, taxInclusive, productId: null };
    }
  }
};

const triggerOf = ({ trigger, on, milestone }: LineValues): PlaceOrderLine['trigger'] | null => {
  if (trigger === 'date') return on === null || on === '' ? null : { kind: 'date', on };
  if (trigger === 'milestone') return milestone.trim() === '' ? null : { kind: 'milestone', name: milestone.trim() };
  return { kind: 'order' };
};

/** A line as the command takes it; `null` while it is not complete. */
export const lineOf = (line: LineValues): PlaceOrderLine | null => {
  const item = itemOf(line);
  const trigger = triggerOf(line);
  if (item === null || trigger === null || trigger === undefined || !isDecimal(line.quantity)) return null;
  return { item, quantity: line.quantity, trigger };
};

/** The command's body; `null` while something is missing. */
export const orderBodyOf = (values: OrderValues): BodyOf<'order.place'> | null => {
  const lines = values.lines.map(lineOf);
  const whole = lines.filter((line) => line !== null);
  if (values.customerId === null || whole.length === 0 || whole.length < lines.length || !/^\d{0,3}$/.test(values.netTermsDays))
    return null;
  const note = values.note.trim();
  return {
    customerId: values.customerId,
    lines: whole,
    ...(values.entityId === null ? {} : { entityId: values.entityId }),
    ...(values.currency === null ? {} : { currency: values.currency as Currency }),
    ...(values.placedOn === null || values.placedOn === '' ? {} : { placedOn: values.placedOn }),
    ...(values.netTermsDays === '' ? {} : { netTermsDays: Number(values.netTermsDays) }),
    ...(note === '' ? {} : { note }),
  };
};

/** The last day on which something of the order falls due by itself; the preview looks that far. */
export const lastDue = (values: OrderValues, today: string): string =>
  values.lines.flatMap(({ trigger, on }) => (trigger === 'date' && on !== null ? [on] : [])).reduce((a, b) => (a > b ? a : b), today);

/** What a plan that is sold once waits for; `null` for one that recurs. */
export const triggerOfPlan = (version: PlanVersion | null | undefined): 'order' | 'date' | 'milestone' | null =>
  version?.billing.kind === 'one-off' ? version.billing.trigger : null;
