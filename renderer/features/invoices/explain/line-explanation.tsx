import { Group, Stack, Table, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { Line } from '../../../../core/invoicing/types.ts';
import type { Currency } from '../../../../core/money/currency.ts';
import type { Policies } from '../../../../core/organization/policies.ts';
import type { PricedShare } from '../../../../core/rating/types.ts';
import { explainLine, type ExplainStep, type LineExplanation as Explained } from '../../../../core/views/explanation.ts';
import { ExplainStep as Step } from '../../../ui/explain.tsx';
import { Money } from '../../../ui/money.tsx';
import { useUi } from '../../../ui/settings.tsx';
import classes from './explanation.module.css';
import { PriceText, useFormats } from './price-text.tsx';
import { Recomputed } from './recomputed.tsx';

type Props = { readonly line: Line; readonly policies: Policies; readonly currency: Currency };

/** BEY-03: one line, from what was counted to what is owed, and computed again while one looks at it. */
export function LineExplanation({ line, policies, currency }: Props) {
  const explained = useMemo(() => explainLine(line, policies), [line, policies]);
  return (
    <Stack gap={8}>
      <Text fw={600} fz={13}>
        {line.title}
      </Text>
      <Inputs line={line} explained={explained} />
      {explained.bands.length > 0 && <Bands bands={explained.bands} currency={currency} />}
      <Steps explained={explained} currency={currency} />
      <Said explained={explained} />
      <Recomputed again={explained.again} currency={currency} />
    </Stack>
  );
}

function Inputs({ line, explained }: { readonly line: Line; readonly explained: Explained }) {
  const text = useTranslations('invoices.explain');
  const { number } = useUi();
  const formats = useFormats();
  const { input } = explained;
  const facts = [
    ...(input === null
      ? [line.credits === null ? text('noPrice') : text('takesBack')]
      : [text(`models.${input.model}`), text(`sources.${input.source}`)]),
    ...(line.period === null ? [] : [formats.period(line.period)]),
    ...(input === null ? [] : [text('quantity', { quantity: number(input.quantity) })]),
    ...(input === null || /^0*\.?0*$/.test(input.included)
      ? []
      : [text('included', { included: number(input.included), billable: number(input.billable) })]),
    ...(line.priorPeriod ? [text('priorPeriod')] : []),
  ];
  return (
    <Text fz={12} c="dimmed">
      {facts.join(' · ')}
    </Text>
  );
}

const isZero = (text: string): boolean => /^-?0*\.?0*$/.test(text);

function Bands({ bands, currency }: { readonly bands: readonly PricedShare[]; readonly currency: Currency }) {
  const text = useTranslations('invoices.explain');
  const { number } = useUi();
  const nameOf = ({ rule, from, upTo }: PricedShare): string => {
    if (rule !== null) return text('rule', { name: rule.name, version: rule.version });
    if (upTo === null) return isZero(from) ? text('band.all') : text('band.last', { from: number(from) });
    return isZero(from) ? text('band.first', { to: number(upTo) }) : text('band.middle', { from: number(from), to: number(upTo) });
  };
  const hasFlat = bands.some(({ flat }) => !isZero(flat));
  return (
    <Table fz={12} verticalSpacing={2} horizontalSpacing={6} aria-label={text('bands')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{text('band.head')}</Table.Th>
          <Table.Th ta="right">{text('band.units')}</Table.Th>
          <Table.Th ta="right">{text('band.price')}</Table.Th>
          {hasFlat && <Table.Th ta="right">{text('band.flat')}</Table.Th>}
          <Table.Th ta="right">{text('band.amount')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {bands.map((share) => (
          <Table.Tr key={`${share.from}|${share.rule?.id ?? ''}`}>
            <Table.Td>
              {nameOf(share)}
              {share.rule !== null && <RuleFacts rule={share.rule} />}
            </Table.Td>
            <Table.Td ta="right">{number(share.units)}</Table.Td>
            <Table.Td ta="right">
              <PriceText price={share.unitPrice} currency={currency} />
            </Table.Td>
            {hasFlat && (
              <Table.Td ta="right">
                <PriceText price={share.flat} currency={currency} />
              </Table.Td>
            )}
            <Table.Td ta="right">
              <PriceText price={share.amount} currency={currency} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** PRC-16: what a rule looked at. */
function RuleFacts({ rule }: { readonly rule: NonNullable<PricedShare['rule']> }) {
  const facts = Object.entries(rule.inputs).map(([name, value]) => `${name}: ${value}`);
  const shown = rule.warning === '' ? facts : [...facts, rule.warning];
  return shown.length === 0 ? null : (
    <Text fz={11} c="dimmed">
      {shown.join(' · ')}
    </Text>
  );
}

function Steps({ explained, currency }: { readonly explained: Explained; readonly currency: Currency }) {
  const text = useTranslations('invoices.explain');
  const { number, percent } = useUi();
  const formats = useFormats();
  const labelOf = (step: ExplainStep): string => {
    switch (step.kind) {
      case 'exact': {
        const { single } = explained;
        if (single === null) return text('steps.exact');
        if (isZero(single.unitPrice)) return text('steps.flat');
        return `${number(single.units)} × ${formats.price(single.unitPrice, currency)}${isZero(single.flat) ? '' : ` + ${formats.price(single.flat, currency)}`}`;
      }
      case 'full':
        return text(step.isPart ? 'steps.full' : 'steps.rounded', {
          mode: text(`modes.${step.mode}`),
          digits: step.digits,
          increment: step.increment,
        });
      case 'discount':
        return step.percent === null ? step.name : text('steps.discount', { name: step.name, percent: percent(step.percent) });
      case 'part':
        return text(`steps.part-${step.unit}`, { units: number(step.units), of: number(step.of) });
      case 'tax':
        return text('steps.tax', { name: step.name, percent: percent(step.percent) });
      case 'already':
      case 'charged':
      case 'tax-inside':
      case 'net':
      case 'gross':
        return text(`steps.${step.kind}`);
    }
  };
  return (
    <div>
      {explained.steps.map((step, index) => (
        <Step
          // Steps have no names of their own and never move.
          key={`${index}-${step.kind}`}
          label={labelOf(step)}
          value={
            step.kind === 'exact' ? (
              <PriceText price={step.exact} currency={currency} />
            ) : (
              <Money minor={step.minor} currency={currency} withoutCurrency />
            )
          }
          isTotal={step.kind === 'net' || step.kind === 'gross'}
        />
      ))}
    </div>
  );
}

function Said({ explained }: { readonly explained: Explained }) {
  const text = useTranslations('invoices.explain');
  const { taxReason } = explained;
  return (
    <Stack gap={2} className={classes['said'] ?? ''}>
      <Fact
        label={text('taxed')}
        value={[
          text(`outcomes.${taxReason.outcome}`),
          taxReason.jurisdiction,
          text.has(`reasons.${taxReason.reason}`) ? text(`reasons.${taxReason.reason}`) : taxReason.reason,
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      />
      {explained.policies.map(({ policy, value }) => (
        <Fact
          key={policy}
          label={text(`policies.${policy}`)}
          value={text.has(`policyValues.${policy}.${value}`) ? text(`policyValues.${policy}.${value}`) : value}
        />
      ))}
    </Stack>
  );
}

function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <Group gap={8} justify="space-between" align="flex-start" wrap="nowrap" fz={12} c="dimmed">
      <span>{label}</span>
      <span style={{ textAlign: 'right' }}>{value}</span>
    </Group>
  );
}
