import { ActionIcon, Anchor, Checkbox, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Plan, PlanVersion } from '../../../../core/catalog/types.ts';
import type { Line } from '../../../../core/invoicing/types.ts';
import type { Currency } from '../../../../core/money/currency.ts';
import { type LineFault, lineFaults, type LineForm } from '../../../../core/views/invoice-draft.ts';
import { Explain } from '../../../ui/explain.tsx';
import { DayInput } from '../../../ui/form/date-field.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Money } from '../../../ui/money.tsx';
import type { Policies } from '../../../../core/organization/policies.ts';
import { DecimalInput } from '../actions/amount-input.tsx';
import { TaxClassInput } from '../actions/tax-class-input.tsx';
import { LineExplanation } from '../explain/line-explanation.tsx';
import classes from './draft.module.css';
import { EnteredTaxFields } from './entered-tax.tsx';

/** Published prices that a line can take, in the draft's currency. */
export type OfferedPrice = {
  readonly value: string;
  readonly label: string;
  readonly price: Extract<LineForm['price'], { readonly kind: 'plan' }>;
};

/** Every price of every published current version in a currency. */
export const offeredPrices = (plans: readonly Plan[], versions: readonly PlanVersion[], currency: Currency): readonly OfferedPrice[] =>
  plans
    .filter(({ state, currentVersion }) => state === 'active' && currentVersion > 0)
    .flatMap((plan) =>
      (versions.find(({ planId, version }) => planId === plan.id && version === plan.currentVersion)?.variants ?? [])
        .filter((variant) => variant.currency === currency)
        .map((variant) => ({
          value: `${plan.id}|${plan.currentVersion}|${variant.id}`,
          label: `${plan.name} · ${variant.id}`,
          price: { kind: 'plan' as const, planId: plan.id, planVersion: plan.currentVersion, variantId: variant.id },
        })),
    );

type Props = {
  readonly line: LineForm;
  readonly number: number;
  /** Just added: the keyboard goes to it. */
  readonly isBegun: boolean;
  readonly currency: Currency;
  readonly policies: Policies;
  readonly isSelfTaxed: boolean;
  readonly offered: readonly OfferedPrice[];
  /** The lines of the document that it came to. */
  readonly made: readonly Line[];
  readonly onChange: (line: LineForm) => void;
  readonly onRemove: () => void;
};

/** What is wrong with a field, from the moment on which somebody has been in it. */
const useFaults = (line: LineForm) => {
  const text = useTranslations('invoices.draft.faults');
  const [touched, setTouched] = useState<ReadonlySet<LineFault>>(new Set());
  const faults = lineFaults(line);
  return {
    touch: (field: LineFault): void => setTouched((before) => new Set(before).add(field)),
    errorOf: (field: LineFault): string | undefined => (touched.has(field) && faults.includes(field) ? text(field) : undefined),
  };
};

type CellProps = Pick<Props, 'line' | 'number' | 'onChange'> & { readonly faults: ReturnType<typeof useFaults> };

/** Price and tax class: what was agreed, or that the plan says both. */
function PriceCells({ line, number, onChange, faults: { touch, errorOf } }: CellProps) {
  const text = useTranslations('invoices');
  const label = (field: string): string => text('draft.fieldOf', { field, number });
  const { price } = line;
  if (price.kind === 'plan') {
    return (
      <>
        <TextInput aria-label={label(text('lines.price'))} value={text('draft.planPrice')} disabled />
        <TextInput aria-label={label(text('fields.taxClass'))} value={text('draft.planPrice')} disabled />
      </>
    );
  }
  return (
    <>
      <DecimalInput
        aria-label={label(text('lines.price'))}
        value={price.unitPrice}
        error={errorOf('price')}
        onBlur={() => touch('price')}
        onValue={(unitPrice) => onChange({ ...line, price: { ...price, unitPrice } })}
      />
      <TaxClassInput
        label={null}
        aria-label={label(text('fields.taxClass'))}
        value={price.taxClass}
        error={errorOf('tax-class')}
        onBlur={() => touch('tax-class')}
        onChange={(taxClass) => onChange({ ...line, price: { ...price, taxClass } })}
      />
    </>
  );
}

/** What a line came to, and why. */
function NetCell({ made, currency, policies }: Pick<Props, 'made' | 'currency' | 'policies'>) {
  const text = useTranslations('invoices');
  const [only] = made;
  const netMinor = made.reduce((sum, each) => sum + each.netMinor, 0);
  return (
    <div className={classes['net']}>
      {only === undefined ? (
        '–'
      ) : (
        <Explain
          label={text('explain.line', { title: only.title, what: text('totals.net') })}
          figure={<Money minor={netMinor} currency={currency} withoutCurrency />}
          width={400}
        >
          {() => made.map((each) => <LineExplanation key={each.id} line={each} policies={policies} currency={currency} />)}
        </Explain>
      )}
    </div>
  );
}

type MoreProps = Omit<CellProps, 'number'> & Pick<Props, 'currency' | 'isSelfTaxed' | 'offered'>;

/** What few lines need: a period, a plan’s price, prices with tax, tax entered by hand. It is open where one of them is said. */
function MoreFields({ line, onChange, faults: { touch, errorOf }, currency, isSelfTaxed, offered }: MoreProps) {
  const text = useTranslations('invoices.draft');
  const { price } = line;
  const [isOpen, setOpen] = useState(
    line.from !== '' || price.kind === 'plan' || line.tax !== null || (price.kind === 'agreed' && price.taxInclusive),
  );
  if (!isOpen) {
    return (
      <Anchor component="button" type="button" fz={12} onClick={() => setOpen(true)}>
        {text('more')}
      </Anchor>
    );
  }
  return (
    <>
      <DayInput
        size="xs"
        w={130}
        clearable
        label={text('from')}
        value={line.from}
        error={errorOf('period')}
        onBlur={() => touch('period')}
        onDay={(day) => onChange({ ...line, from: day ?? '' })}
      />
      <DayInput
        size="xs"
        w={130}
        clearable
        label={text('through')}
        value={line.through}
        onBlur={() => touch('period')}
        onDay={(day) => onChange({ ...line, through: day ?? '' })}
      />
      <PriceSource line={line} offered={offered} onChange={onChange} />
      {price.kind === 'agreed' && (
        <Checkbox
          size="xs"
          mb={6}
          label={text('inclusive')}
          checked={price.taxInclusive}
          onChange={({ currentTarget }) => onChange({ ...line, price: { ...price, taxInclusive: currentTarget.checked } })}
        />
      )}
      {isSelfTaxed && <EnteredTaxFields tax={line.tax} currency={currency} onTax={(tax) => onChange({ ...line, tax })} />}
    </>
  );
}

/** One line of a draft: what, how many, at what price, and what that comes to. */
export function LineRow({ line, number, isBegun, currency, policies, isSelfTaxed, offered, made, onChange, onRemove }: Props) {
  const text = useTranslations('invoices');
  const faults = useFaults(line);
  const label = (field: string): string => text('draft.fieldOf', { field, number });
  return (
    <div className={classes['line']} role="group" aria-label={text('draft.line', { number })}>
      <TextInput
        aria-label={label(text('fields.description'))}
        autoFocus={isBegun}
        placeholder={line.price.kind === 'plan' ? text('draft.planName') : text('fields.description')}
        maxLength={200}
        value={line.description}
        error={faults.errorOf('description')}
        onBlur={() => faults.touch('description')}
        onChange={({ currentTarget }) => onChange({ ...line, description: currentTarget.value })}
      />
      <DecimalInput
        aria-label={label(text('lines.quantity'))}
        value={line.quantity}
        error={faults.errorOf('quantity')}
        onBlur={() => faults.touch('quantity')}
        onValue={(quantity) => onChange({ ...line, quantity })}
      />
      <PriceCells line={line} number={number} onChange={onChange} faults={faults} />
      <NetCell made={made} currency={currency} policies={policies} />
      <ActionIcon aria-label={text('draft.remove', { number })} onClick={onRemove} mt={4}>
        <Icon name="cross" />
      </ActionIcon>
      <div className={classes['more']}>
        <MoreFields line={line} onChange={onChange} faults={faults} currency={currency} isSelfTaxed={isSelfTaxed} offered={offered} />
      </div>
    </div>
  );
}

function PriceSource({ line, offered, onChange }: Pick<Props, 'line' | 'offered' | 'onChange'>) {
  const text = useTranslations('invoices.draft');
  const { price } = line;
  const agreed: LineForm['price'] = { kind: 'agreed', unitPrice: null, taxClass: 'standard', taxInclusive: false, productId: null };
  return (
    <Select
      size="xs"
      w={240}
      searchable
      clearable
      label={text('priceFrom')}
      placeholder={text('agreed')}
      data={offered.map(({ value, label }) => ({ value, label }))}
      value={price.kind === 'plan' ? `${price.planId}|${price.planVersion}|${price.variantId}` : null}
      onChange={(value) => onChange({ ...line, price: offered.find((each) => each.value === value)?.price ?? agreed })}
    />
  );
}
