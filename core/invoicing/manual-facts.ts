import { currencyFor, entityFor } from '../customers/billing-entity.ts';
import type { Customer } from '../customers/types.ts';
import type { Command } from '../kernel/command.ts';
import { derivedId } from '../kernel/ids.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import type { Reads } from '../kernel/use-case.ts';
import { type Currency, inUse } from '../money/currency.ts';
import type { EntitySelectionProblem } from '../organization/entity-selection.ts';
import type { EntityId, OperatingEntity } from '../organization/types.ts';
import { taxRateIndex } from '../tax/rates.ts';
import type { TaxRate } from '../tax/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { type CatalogKinds, type EnteredSetting, type NamedCatalog, namedCatalog } from './entered-lines.ts';
import { today } from './issuing-facts.ts';
import type { EnteredLine } from './types.ts';

/** A line as somebody enters it; its id and origin come with the command. */
export type NewLine = Omit<EnteredLine, 'id' | 'commandId'>;

/** The lines with ids that the command and their place give them. */
export const newLines = (command: Command, lines: readonly NewLine[]): readonly EnteredLine[] =>
  lines.map((line, index) => ({ id: derivedId('ln', command.id, index), commandId: command.id, ...line }));

export type ManualKinds = CatalogKinds & { customer: Customer; entity: OperatingEntity; 'tax-rate': TaxRate };

export type ManualFacts = {
  readonly customer: Customer | null;
  readonly entities: readonly OperatingEntity[];
  readonly taxRates: readonly TaxRate[];
  readonly catalog: NamedCatalog;
};

/** What charging by hand looks at: the customer, who may bill, the rates and what the lines name. */
export const manualFacts = async (
  source: Reads<ManualKinds>,
  customerId: string,
  lines: readonly Pick<EnteredLine, 'price'>[],
): Promise<ManualFacts> => {
  const [customer, entities, taxRates, catalog] = await Promise.all([
    source.get('customer', customerId),
    source.list('entity'),
    source.list('tax-rate'),
    namedCatalog(source, lines),
  ]);
  return { customer, entities, taxRates, catalog };
};

export type ManualProblem =
  | EntitySelectionProblem
  | { readonly code: 'customer.missing'; readonly customerId: string }
  | { readonly code: 'customer.archived'; readonly customerId: string }
  | { readonly code: 'currency.not-in-use'; readonly currency: Currency; readonly on: PlainDate };

/** Who is billed by whom in which currency. The customer's own entity and currency hold where none is named (OPE-05, CUR-04). */
export type Parties = { readonly customer: Customer; readonly entity: OperatingEntity; readonly currency: Currency };

export type NamedParties = { readonly customerId: string; readonly entityId: EntityId | null; readonly currency: Currency | null };

export const partiesOf = (
  command: Command<string, NamedParties>,
  facts: Pick<ManualFacts, 'customer' | 'entities'>,
): Outcome<Parties, ManualProblem> => {
  const { customer } = facts;
  const { customerId, entityId } = command.body;
  if (customer === null) return refuse({ code: 'customer.missing', customerId });
  if (customer.state === 'archived') return refuse({ code: 'customer.archived', customerId });
  const entity = entityFor(entityId === null ? customer : { ...customer, entityId }, facts.entities);
  if (!entity.ok) return entity;
  const currency = command.body.currency ?? currencyFor(customer, entity.value);
  const on = today(command, entity.value);
  return inUse(currency, on) ? done({ customer, entity: entity.value, currency }) : refuse({ code: 'currency.not-in-use', currency, on });
};

/** How lines of these parties are priced and taxed on a day. */
export const settingOf = ({ customer, entity, currency }: Parties, facts: ManualFacts, on: PlainDate): EnteredSetting => ({
  customer,
  entity,
  currency,
  on,
  rates: taxRateIndex(facts.taxRates),
  catalog: facts.catalog,
});
