import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { useWork } from '../state/work.ts';
import { Form } from '../ui/form/form.tsx';
import { type Crumb, PageBody, PageHeader } from '../ui/page-header.tsx';
import type { Refusal } from '../workers/store-api.ts';
import classes from './form-page.module.css';
import { recordPath, useGo } from './navigation.ts';
import { ErrorSummary } from './problems.tsx';
import { SectionNeeds } from './setup/section-needs.tsx';

type Props<V extends FieldValues> = {
  readonly title: string;
  /** The list that it is made for: the way up, and where giving it up leads. */
  readonly list: Crumb;
  /** The customer that it was begun for, or an empty text; giving it up leads back there. */
  readonly customerId: string;
  readonly needs: Parameters<typeof SectionNeeds>[0];
  /** One with a draft, which is forgotten when it is given up. */
  readonly form: UseFormReturn<V> & { readonly forget: () => void };
  readonly onSubmit: (values: V) => Promise<void>;
  readonly submitLabel: string;
  readonly isBusy: boolean;
  readonly problems: readonly Refusal[];
  /** What it would come to, beside the form, and how that is called. */
  readonly preview: ReactNode;
  readonly previewLabel: string;
  readonly children: ReactNode;
};

/** Something that is sold, on a page of its own: its form, and beside it what it will be billed before anything is written. */
export function FormPage<V extends FieldValues>({
  title,
  list,
  customerId,
  needs,
  form,
  onSubmit,
  submitLabel,
  isBusy,
  problems,
  preview,
  previewLabel,
  children,
}: Props<V>) {
  const go = useGo();
  const setUnsaved = useWork((work) => work.setUnsaved);
  const giveUp = (): void => {
    form.forget();
    go((customerId === '' ? null : recordPath('customer', customerId)) ?? list.href.replace(/^#/, ''));
  };
  return (
    <>
      <PageHeader title={title} crumbs={[list]} />
      <SectionNeeds {...needs} />
      <PageBody wide>
        <div className={classes['split']}>
          <Form
            form={form}
            onSubmit={onSubmit}
            onCancel={giveUp}
            submitLabel={submitLabel}
            isBusy={isBusy}
            onUnsaved={setUnsaved}
            problems={problems.length > 0 ? <ErrorSummary problems={problems} /> : null}
          >
            <Stack gap="md">{children}</Stack>
          </Form>
          <aside className={classes['aside']} aria-label={previewLabel}>
            {preview}
          </aside>
        </div>
      </PageBody>
    </>
  );
}
