import { useTranslations } from 'use-intl';
import { partyOf } from '../../../core/customers/party.ts';
import type { Customer } from '../../../core/customers/types.ts';
import { checkedTaxNumber } from '../../../core/tax/tax-number.ts';
import { CreateDialog, type CreateProps } from '../../app/create-dialog.tsx';
import { editsBetween, FormDialog, useDraftForm } from '../../app/forms.tsx';
import { useCommand, useToday } from '../../app/hooks.ts';
import { toast } from '../../app/toast.tsx';
import { factEdits, factsOf } from '../../ui/form/pairs.ts';
import { CustomerFields } from './customer-fields.tsx';
import { type CustomerValues, emptyCustomer, fieldsOf, turned, valuesOf } from './customer-values.ts';

/** Creates a customer. What was typed outlives a crash. */
export function CreateCustomer(props: CreateProps) {
  const text = useTranslations('customers');
  const form = useDraftForm<CustomerValues>('customer', emptyCustomer);
  const today = useToday();
  const { run, isRunning, problems } = useCommand('customer.create');
  const create = async (values: CustomerValues) => {
    const taxNumber = values.taxNumber.trim();
    const checked = checkedTaxNumber(values.country ?? '', taxNumber);
    return run({
      ...fieldsOf(values),
      taxIds:
        taxNumber === ''
          ? []
          : [
              {
                country: values.country ?? '',
                value: checked.ok ? checked.value.value : taxNumber,
                evidence: { kind: checked.ok ? checked.value.validity : 'unchecked' },
              },
            ],
      attributes: factsOf(values.attributes),
      metadata: factsOf(values.metadata),
      signedUpOn: today,
    });
  };
  return (
    <CreateDialog
      {...props}
      kind="customer"
      title={text('new')}
      submitLabel={text('create')}
      form={form}
      create={create}
      said={(values) => text('created', { name: values.companyName || values.personName })}
      problems={problems}
      isBusy={isRunning}
      size={640}
    >
      <CustomerFields isNew />
    </CreateDialog>
  );
}

/** Edits a customer: only what differs is sent, each field with what it was. */
export function EditCustomer({ customer, onClose }: { readonly customer: Customer; readonly onClose: () => void }) {
  const text = useTranslations('customers');
  const form = useDraftForm<CustomerValues>(`customer.${customer.id}.${customer.rev}`, valuesOf(customer));
  const edit = useCommand('customer.edit');
  const back = useCommand('customer.edit');
  const save = async (values: CustomerValues): Promise<void> => {
    const before = { ...customer, ...partyOf(customer) };
    const fields = editsBetween(before, fieldsOf(values));
    const attributes = factEdits(customer.attributes, factsOf(values.attributes));
    const metadata = factEdits(customer.metadata, factsOf(values.metadata));
    const outcome = await edit.run({ customerId: customer.id, fields, attributes, metadata });
    if (!outcome.ok) return;
    form.forget();
    onClose();
    const undone = { fields: turned(fields), attributes: turned(attributes), metadata: turned(metadata) };
    toast({
      message: text('saved'),
      undo: { label: text('undo'), run: () => void back.run({ customerId: customer.id, ...undone }) },
    });
  };
  return (
    <FormDialog
      title={text('edit')}
      form={form}
      onSubmit={save}
      onClose={onClose}
      problems={edit.problems}
      isBusy={edit.isRunning}
      size={640}
    >
      <CustomerFields isNew={false} id={customer.id} />
    </FormDialog>
  );
}
