import { Autocomplete, type AutocompleteProps } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useDocuments } from '../../../app/hooks.ts';

type Props = Omit<AutocompleteProps, 'data' | 'value' | 'onChange'> & {
  readonly value: string;
  readonly onChange: (taxClass: string) => void;
};

/** The tax classes that products and rates know; another may be typed. */
export function TaxClassInput({ value, onChange, ...field }: Props) {
  const text = useTranslations('invoices.fields');
  const products = useDocuments('product').value ?? [];
  const rates = useDocuments('tax-rate').value ?? [];
  const classes = [...new Set(['standard', ...products.map(({ taxClass }) => taxClass), ...rates.map(({ taxClass }) => taxClass)])]
    .filter((each) => each !== '')
    .sort();
  return <Autocomplete label={text('taxClass')} data={classes} value={value} onChange={onChange} maxLength={60} size="sm" {...field} />;
}
