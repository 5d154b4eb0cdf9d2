import type { FieldValues } from 'react-hook-form';
import type { DocumentKind } from '../../core/collections.ts';
import type { Outcome } from '../../core/kernel/outcome.ts';
import type { Executed, Refusal } from '../workers/store-api.ts';
import { type DialogProps, FormDialog } from './forms.tsx';
import { toast } from './toast.tsx';

/** What may be done with a record that was made: the page of the list opens it. */
export type CreateProps = { readonly onClose: () => void; readonly onCreated: (id: string) => void };

type Props<V extends FieldValues> = Omit<DialogProps<V>, 'onSubmit' | 'isDanger'> &
  CreateProps & {
    readonly kind: DocumentKind;
    /** Its button names what it makes: "Create customer". "Save" is for what exists. */
    readonly submitLabel: string;
    /** `null`: something else that it needs could not be made, and says why itself. */
    readonly create: (values: V) => Promise<Outcome<Executed, Refusal> | null>;
    /** What is said when it is there. */
    readonly said: (values: V) => string;
  };

/** A form that makes a record: then its draft is forgotten, it says so and closes, and what it made opens. */
export function CreateDialog<V extends FieldValues>({ kind, create, said, onCreated, ...dialog }: Props<V>) {
  const { form, onClose } = dialog;
  const save = async (values: V): Promise<void> => {
    const outcome = await create(values);
    if (outcome === null || !outcome.ok) return;
    form.forget?.();
    toast({ message: said(values) });
    onClose();
    const made = outcome.value.ids.find((each) => each.kind === kind);
    if (made !== undefined) onCreated(made.id);
  };
  return <FormDialog {...dialog} onSubmit={save} />;
}
