import { Button, Group, Stack } from '@mantine/core';
import { type ReactNode, useEffect, useId } from 'react';
import { type FieldValues, FormProvider, type UseFormReturn } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import classes from './form.module.css';

type Props<V extends FieldValues> = {
  readonly form: UseFormReturn<V>;
  readonly onSubmit: (values: V) => Promise<void> | void;
  readonly onCancel?: (() => void) | undefined;
  readonly submitLabel?: string;
  readonly isBusy?: boolean;
  /** What it does cannot be taken back. */
  readonly isDanger?: boolean;
  /** Nothing that is typed could be saved; why stands among the problems. */
  readonly isForbidden?: boolean;
  /** What was wrong with the last try, over the fields. */
  readonly problems?: ReactNode;
  /** Told when there are changes that are not saved, and when there are none any more. */
  readonly onUnsaved?: (id: string, isUnsaved: boolean) => void;
  readonly children: ReactNode;
};

/** A form: fields one under the other, what was wrong above them, save and cancel below. Ctrl+Enter saves from anywhere in it. */
export function Form<V extends FieldValues>({
  form,
  onSubmit,
  onCancel,
  submitLabel,
  isBusy = false,
  isDanger = false,
  isForbidden = false,
  problems,
  onUnsaved,
  children,
}: Props<V>) {
  const text = useTranslations('ui.form');
  const id = useId();
  const isUnsaved = form.formState.isDirty && !form.formState.isSubmitSuccessful;
  useEffect(() => {
    onUnsaved?.(id, isUnsaved);
    return () => onUnsaved?.(id, false);
  }, [id, isUnsaved, onUnsaved]);
  const submit = form.handleSubmit((values) => onSubmit(values));
  return (
    <FormProvider {...form}>
      <form
        noValidate
        onSubmit={(event) => {
          event.stopPropagation();
          void submit(event);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
        }}
      >
        <Stack gap="md">
          {problems}
          {children}
          <Group gap="xs" justify="flex-end" className={classes['foot'] ?? ''} data-form-foot>
            {onCancel !== undefined && (
              <Button variant="default" onClick={onCancel} disabled={isBusy}>
                {text('cancel')}
              </Button>
            )}
            <Button type="submit" loading={isBusy} disabled={isForbidden} {...(isDanger ? { color: 'var(--cf-danger)' } : {})}>
              {submitLabel ?? text('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </FormProvider>
  );
}
