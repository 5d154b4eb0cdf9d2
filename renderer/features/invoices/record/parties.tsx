import { useTranslations } from 'use-intl';
import type { IssuedDocument } from '../../../../core/invoicing/lines.ts';
import type { Address } from '../../../../core/organization/types.ts';
import { recordPath } from '../../../app/navigation.ts';
import { addressLines } from '../../../print/address.ts';
import { useFormats } from '../explain/price-text.tsx';
import classes from './record.module.css';

function Place({ address }: { readonly address: Address }) {
  const formats = useFormats();
  return (
    <>
      {[...addressLines(address), formats.country(address.country)].map((line) => (
        <span key={line}>{line}</span>
      ))}
    </>
  );
}

/** Both parties as they were when the document was made; it never changes with them. */
export function Parties({ document }: { readonly document: IssuedDocument }) {
  const text = useTranslations('invoices.parties');
  const { seller, buyer, customerId } = document;
  const path = recordPath('customer', customerId);
  return (
    <div className={classes['parties']}>
      <section className={classes['party']} aria-label={text('buyer')}>
        <span className={classes['label']}>{text('buyer')}</span>
        <strong>{path === null ? buyer.name : <a href={`#${path}`}>{buyer.name}</a>}</strong>
        <Place address={buyer.address} />
        {buyer.taxNumber !== '' && <span className={classes['quiet']}>{text('taxNumber', { number: buyer.taxNumber })}</span>}
        {buyer.email !== '' && <span className={classes['quiet']}>{buyer.email}</span>}
        {buyer.purchaseOrder !== '' && <span className={classes['quiet']}>{text('purchaseOrder', { number: buyer.purchaseOrder })}</span>}
      </section>
      <section className={classes['party']} aria-label={text('seller')}>
        <span className={classes['label']}>{text('seller')}</span>
        <strong>{seller.legalName}</strong>
        <Place address={seller.address} />
        {seller.taxNumber !== '' && <span className={classes['quiet']}>{text('taxNumber', { number: seller.taxNumber })}</span>}
      </section>
    </div>
  );
}
