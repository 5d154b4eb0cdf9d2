import { Select, Stack, Text, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { PriceComponent, PriceVariant } from '../../../../core/catalog/types.ts';
import type { Currency } from '../../../../core/money/currency.ts';
import { defaultPolicies } from '../../../../core/organization/policies.ts';
import { priceCurve } from '../../../../core/rating/price-curve.ts';
import { type PreviewQuestion, type PricePreview, pricePreview } from '../../../../core/rating/price-preview.ts';
import type { PricedShare, PriceWorking } from '../../../../core/rating/types.ts';
import { clock } from '../../../app/clock.ts';
import { useDocuments } from '../../../app/hooks.ts';
import { useProblemText } from '../../../app/problems.tsx';
import { useSession } from '../../../state/session.ts';
import { ExplainStep } from '../../../ui/explain.tsx';
import { decimalOf, typedOf } from '../../../ui/form/number-field.tsx';
import { Money } from '../../../ui/money.tsx';
import { useUi } from '../../../ui/settings.tsx';
import classes from '../catalog.module.css';
import { usePriceWords } from '../price-words.tsx';
import { Curve } from './curve.tsx';

/** The rules by which the chosen entity prices, at this moment: what dynamic prices look at. */
const usePricing = (variant: PriceVariant): Omit<PreviewQuestion, 'quantities'> => {
  const entityId = useSession((session) => session.entityId);
  const entities = useDocuments('entity').value;
  const series = useDocuments('external-series').value;
  return useMemo(() => {
    const entity = entities?.find(({ id }) => id === entityId) ?? entities?.[0];
    const policies = entity?.policies ?? defaultPolicies;
    return {
      policies,
      rounding: { mode: policies.roundingMode, increment: 1 },
      context: {
        at: clock.now(),
        segments: variant.segment === '' ? [] : [variant.segment],
        attributes: {},
        country: entity?.address.country ?? '',
        region: '',
        zone: entity?.zone ?? 'UTC',
        external: series ?? [],
      },
    };
  }, [entities, series, entityId, variant.segment]);
};

const isZero = (text: string): boolean => /^-?0*\.?0*$/.test(text);

function Working({ working, currency }: { readonly working: PriceWorking; readonly currency: Currency }) {
  const text = useTranslations('catalog.preview');
  const words = usePriceWords();
  const { number } = useUi();
  const nameOf = ({ rule, from, upTo }: PricedShare): string => (rule === null ? words.range(from, upTo) : rule.name);
  const sumOf = ({ units, unitPrice, flat }: PricedShare): string =>
    [
      ...(isZero(unitPrice) && !isZero(flat) ? [] : [`${number(units)} × ${words.price(unitPrice, currency)}`]),
      ...(isZero(flat) ? [] : [words.price(flat, currency)]),
    ].join(' + ');
  return (
    <>
      {!isZero(working.included) && (
        <ExplainStep
          label={text('included', { quantity: number(working.quantity), included: number(working.included) })}
          value={number(working.billable)}
        />
      )}
      {working.shares.map((share) => (
        <ExplainStep
          key={`${share.from}|${share.rule?.id ?? ''}`}
          label={
            <>
              {nameOf(share)} <span className={classes['quiet']}>{sumOf(share)}</span>
            </>
          }
          value={words.price(share.amount, currency)}
        />
      ))}
    </>
  );
}

function Totals({ preview, currency }: { readonly preview: PricePreview; readonly currency: Currency }) {
  const text = useTranslations('catalog.preview');
  const steps = [
    ['floor', preview.floorMinor],
    ['minimum', preview.minimumMinor],
    ['cap', -preview.capMinor],
  ] as const;
  return (
    <div>
      {preview.lines.map((line) => (
        <div key={line.componentId}>
          <Text fz={13} fw={600} mt={8}>
            {line.name}
          </Text>
          <Working working={line.working} currency={currency} />
          <ExplainStep label={text('amount')} value={<Money minor={line.amountMinor} currency={currency} withoutCurrency />} />
        </div>
      ))}
      {steps.map(
        ([name, minor]) =>
          minor !== 0 && <ExplainStep key={name} label={text(name)} value={<Money minor={minor} currency={currency} withoutCurrency />} />,
      )}
      <ExplainStep label={text('total')} value={<Money minor={preview.totalMinor} currency={currency} withoutCurrency />} isTotal />
      {preview.setupFeeMinor !== 0 && (
        <ExplainStep label={text('setupFee')} value={<Money minor={preview.setupFeeMinor} currency={currency} withoutCurrency />} />
      )}
    </div>
  );
}

function QuantityInput({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const locale = useLocale();
  const [typed, setTyped] = useState(() => typedOf(value, locale));
  const isWrong = decimalOf(typed, locale) === null;
  return (
    <TextInput
      size="xs"
      label={label}
      inputMode="decimal"
      value={typed}
      error={isWrong}
      styles={{ input: { textAlign: 'end' } }}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        const plain = decimalOf(currentTarget.value, locale);
        if (plain !== null) onChange(plain);
      }}
    />
  );
}

/** How far the curve goes: beyond the last edge, and beyond the quantity that is asked for. */
const reachOf = ({ price, included }: PriceComponent, quantity: string): string => {
  const edges = price.kind === 'volume' || price.kind === 'graduated' ? price.bands : price.kind === 'stair-step' ? price.steps : [];
  const last = Math.max(0, ...edges.map(({ upTo }) => Number(upTo ?? '0') || 0));
  const wanted = Math.max(
    (last + (Number(included) || 0)) * 1.25,
    (Number(quantity) || 0) * 1.5,
    price.kind === 'package' ? (Number(price.size) || 1) * 5 : 10,
  );
  return String(Math.ceil(Math.min(wanted, 1e9)));
};

function ComponentCurve({
  variant,
  quantities,
  pricing,
}: {
  readonly variant: PriceVariant;
  readonly quantities: Readonly<Record<string, string>>;
  readonly pricing: Omit<PreviewQuestion, 'quantities'>;
}) {
  const text = useTranslations('catalog.curve');
  const counted = variant.components.filter(({ quantity, price }) => quantity.kind !== 'one' && price.kind !== 'fixed');
  const [chosen, choose] = useState<string | null>(null);
  const component = counted.find(({ id }) => id === chosen) ?? counted[0];
  if (component === undefined) return null;
  const quantity = quantities[component.id] ?? '1';
  const points = priceCurve(
    { model: component.price, included: component.included, policies: pricing.policies, source: 'plan', context: pricing.context },
    reachOf(component, quantity),
    41,
  );
  return (
    <Stack gap={8}>
      {counted.length > 1 && (
        <Select
          size="xs"
          label={text('of')}
          data={counted.map(({ id, name }) => ({ value: id, label: name }))}
          value={component.id}
          onChange={choose}
          allowDeselect={false}
        />
      )}
      {points.length > 0 && (
        <Curve title={text('title', { name: component.name })} points={points} currency={variant.currency} marked={quantity} />
      )}
    </Stack>
  );
}

/** PRC-14: what a price comes to for a period at these quantities, with the working of every part, while it is being typed. */
export function Preview({ variant }: { readonly variant: PriceVariant }) {
  const text = useTranslations('catalog.preview');
  const words = usePriceWords();
  const sentence = useProblemText();
  const pricing = usePricing(variant);
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({});
  const counted = variant.components.filter(({ quantity }) => quantity.kind !== 'one');
  const quantities = Object.fromEntries(counted.map(({ id, quantity }) => [id, given[id] ?? (quantity.kind === 'usage' ? '100' : '10')]));
  const outcome = pricePreview(variant, { ...pricing, quantities });
  return (
    <aside className={classes['aside']} aria-label={text('title')}>
      <div className={classes['cardHead']}>
        {text('title')}
        <span className={classes['quiet']}>{words.variant(variant)}</span>
      </div>
      {counted.length > 0 && (
        <div className={classes['fields']}>
          {counted.map(({ id, name }) => (
            <QuantityInput
              key={id}
              label={text('quantityOf', { name })}
              value={quantities[id] ?? '1'}
              onChange={(value) => setGiven({ ...given, [id]: value })}
            />
          ))}
        </div>
      )}
      <div aria-live="polite">
        {variant.components.length === 0 && (
          <Text fz={13} c="dimmed">
            {text('nothing')}
          </Text>
        )}
        {variant.components.length > 0 && outcome.ok && <Totals preview={outcome.value} currency={variant.currency} />}
        {!outcome.ok && (
          <Stack gap={4}>
            <Text fz={13} c="dimmed">
              {text('wrong')}
            </Text>
            {[...new Set(outcome.problems.map(sentence))].map((each) => (
              <Text key={each} fz={13} c="var(--cf-tone-bad)">
                {each}
              </Text>
            ))}
          </Stack>
        )}
      </div>
      <ComponentCurve variant={variant} quantities={quantities} pricing={pricing} />
      <Text fz={12} c="dimmed">
        {text('hint')}
      </Text>
    </aside>
  );
}
