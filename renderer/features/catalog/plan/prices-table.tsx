import { Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { PlanVersion, PriceVariant } from '../../../../core/catalog/types.ts';
import { useDocuments } from '../../../app/hooks.ts';
import { Facts, Section } from '../../../ui/facts.tsx';
import { useUi } from '../../../ui/settings.tsx';
import classes from '../catalog.module.css';
import { PriceWords, usePriceWords } from '../price-words.tsx';

function Extras({ variant }: { readonly variant: PriceVariant }) {
  const text = useTranslations('catalog.price');
  const words = usePriceWords();
  const { day, number } = useUi();
  const { currency } = variant;
  const amounts = (
    ['setupFee', 'minimumCommitment', 'maximumSpend', 'chargeThreshold', 'minimumCharge', 'instalmentTotal'] as const
  ).flatMap((name) => {
    const value = variant[name];
    return value === null ? [] : [`${text(name)}: ${words.price(value, currency)}`];
  });
  const ramp = (variant.ramp?.steps ?? []).map(
    ({ from, price }) =>
      `${from.kind === 'period' ? text('rampPeriod', { period: from.index + 1 }) : text('rampDate', { on: day(from.on) })}: ${words.price(price, currency)}`,
  );
  const packs = variant.packs.map(({ name, price, credit, expiresAfter }) =>
    [
      text('pack', { name, price: words.price(price, currency), credit: number(credit) }),
      ...(expiresAfter === null ? [] : [text('packLasts', { length: words.length(expiresAfter) })]),
    ].join(', '),
  );
  const floor = variant.combination.kind === 'floor' ? [text('floor', { price: words.price(variant.combination.amount, currency) })] : [];
  const said = [...amounts, ...floor, ...ramp, ...packs, ...(variant.taxInclusive ? [text('taxInclusive')] : [])];
  return said.length === 0 ? null : (
    <Text fz={12} c="dimmed" mt={6}>
      {said.join(' · ')}
    </Text>
  );
}

function Variant({ variant }: { readonly variant: PriceVariant }) {
  const text = useTranslations('catalog.price');
  const words = usePriceWords();
  const { number } = useUi();
  const metrics = useDocuments('metric').value ?? [];
  const title = words.variant(variant);
  return (
    <Section title={title}>
      {variant.components.length > 0 && (
        <div className={classes['scroll']}>
          <table className={`${classes['table']} ${classes['ofPrices']}`} aria-label={title}>
            <thead>
              <tr>
                <th scope="col">{text('component')}</th>
                <th scope="col">{text('model')}</th>
                <th scope="col">{text('quantity')}</th>
                <th scope="col" className={classes['end']}>
                  {text('included')}
                </th>
                <th scope="col">{text('timing')}</th>
                <th scope="col" className={classes['end']}>
                  {text('price')}
                </th>
              </tr>
            </thead>
            <tbody>
              {variant.components.map((component) => {
                const { quantity } = component;
                return (
                  <tr key={component.id}>
                    <th scope="row">{component.name}</th>
                    <td>{text(`models.${component.price.kind}`)}</td>
                    <td>
                      {quantity.kind === 'usage'
                        ? (metrics.find(({ id }) => id === quantity.metricId)?.name ?? text('sources.usage'))
                        : text(`sources.${quantity.kind}`)}
                    </td>
                    <td className={classes['end']}>{component.included === '0' ? '–' : number(component.included)}</td>
                    <td>{text(`timings.${quantity.kind === 'usage' ? 'arrears' : component.timing}`)}</td>
                    <td className={classes['end']}>
                      <PriceWords model={component.price} currency={variant.currency} />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      <Extras variant={variant} />
    </Section>
  );
}

/** What a version costs: its settings, then each of its prices with its parts. */
export function Prices({ version }: { readonly version: PlanVersion }) {
  const text = useTranslations('catalog.version');
  const words = usePriceWords();
  const { number } = useUi();
  const { billing, term, trial, quantity } = version;
  return (
    <Stack gap="lg">
      <Facts
        facts={[
          { label: text('billing'), value: words.billing(billing) },
          {
            label: text('term'),
            value: term === null ? text('open') : text(term.autoRenew ? 'termRenews' : 'termEnds', { periods: term.periods }),
          },
          { label: text('trial'), value: trial === null ? text('noTrial') : text('trialDays', { days: trial.days }) },
          {
            label: text('quantity'),
            value:
              quantity.maximum === null
                ? text('from', { minimum: number(quantity.minimum) })
                : text('between', { minimum: number(quantity.minimum), maximum: number(quantity.maximum) }),
          },
          ...(billing.kind === 'instalment'
            ? [{ label: text('instalments'), value: `${billing.count} · ${words.every(billing.interval)}` }]
            : []),
        ]}
      />
      {version.variants.length === 0 && (
        <Text fz={13} c="dimmed">
          {text('noPrices')}
        </Text>
      )}
      {version.variants.map((variant) => (
        <Variant key={variant.id} variant={variant} />
      ))}
    </Stack>
  );
}
