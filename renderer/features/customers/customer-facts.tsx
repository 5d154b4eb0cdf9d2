import { useLocale, useTranslations } from 'use-intl';
import { useDocument } from '../../app/hooks.ts';
import { DateText } from '../../ui/date-text.tsx';
import { Facts, Section } from '../../ui/facts.tsx';

/** What is known of a customer, without what it bought. */
export function CustomerFacts({ id }: { readonly id: string }) {
  const text = useTranslations('customers.facts');
  const lists = useTranslations('lists.customer.columns');
  const locale = useLocale();
  const { value: customer } = useDocument('customer', id);
  const { value: entity } = useDocument('entity', customer?.entityId ?? null);
  if (customer === undefined || customer === null) return null;
  const { billingAddress: address } = customer;
  const country = new Intl.DisplayNames(locale, { type: 'region' }).of(address.country) ?? address.country;
  return (
    <>
      <Facts
        facts={[
          { label: lists('email'), value: customer.email },
          {
            label: text('address'),
            value: [...address.lines, `${address.postalCode} ${address.city}`.trim(), address.region, country]
              .filter((line) => line !== '')
              .join(', '),
          },
          { label: text('taxNumbers'), value: customer.taxIds.map(({ value }) => value).join(', ') },
          { label: lists('currency'), value: customer.currency ?? text('ofPlan') },
          { label: lists('entity'), value: customer.entityId === null ? text('byCountry') : (entity?.legalName ?? '') },
          {
            label: text('terms'),
            value: customer.netTermsDays === null ? text('ofEntity') : text('days', { count: customer.netTermsDays }),
          },
          { label: text('invoicing'), value: text(`invoicings.${customer.invoicing}`) },
          { label: text('purchaseOrder'), value: customer.purchaseOrder },
          { label: lists('externalId'), value: customer.externalId },
          { label: lists('segments'), value: customer.segments.join(', ') },
          { label: lists('signedUpOn'), value: <DateText on={customer.signedUpOn} /> },
        ]}
      />
      {Object.keys(customer.attributes).length > 0 && (
        <Section title={text('attributes')}>
          <Facts facts={Object.entries(customer.attributes).map(([label, value]) => ({ label, value }))} />
        </Section>
      )}
      {Object.keys(customer.metadata).length > 0 && (
        <Section title={text('metadata')}>
          <Facts facts={Object.entries(customer.metadata).map(([label, value]) => ({ label, value }))} />
        </Section>
      )}
      {customer.contacts.length > 0 && (
        <Section title={text('contacts')}>
          <Facts
            facts={customer.contacts.map(({ name, role, email, phone }) => ({
              label: name,
              value: [role, email, phone].filter((part) => part !== '').join(' · '),
            }))}
          />
        </Section>
      )}
    </>
  );
}
