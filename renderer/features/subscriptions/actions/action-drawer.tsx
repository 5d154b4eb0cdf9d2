import { Button, Drawer, Stack, Text } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import { type DefaultValues, type FieldValues, FormProvider, useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { Subscription } from '../../../../core/subscriptions/types.ts';
import type { BodyOf, CommandKind } from '../../../../core/use-cases.ts';
import { AheadPanel, sumsOf } from '../../../app/ahead/ahead-panel.tsx';
import { documentsOf } from '../../../app/ahead/billed-documents.tsx';
import { useAhead } from '../../../app/ahead/use-ahead.ts';
import type { CatalogNames } from '../../../app/catalog.ts';
import { useCommand, useToday } from '../../../app/hooks.ts';
import { ErrorSummary } from '../../../app/problems.tsx';
import { toast } from '../../../app/toast.tsx';
import { MoneyList } from '../../../ui/money.tsx';
import classes from '../subscriptions.module.css';

/** What every action knows. */
export type ActionProps = {
  readonly subscription: Subscription;
  readonly catalog: CatalogNames;
  readonly onClose: () => void;
};

type Props<K extends CommandKind, V extends FieldValues> = ActionProps & {
  readonly kind: K;
  readonly title: string;
  /** What it does, in a sentence. */
  readonly text: string;
  readonly defaults: DefaultValues<V>;
  /** The command's body, `null` while something is missing. */
  readonly bodyOf: (values: V) => BodyOf<K> | null;
  readonly submit: string;
  readonly isDanger?: boolean;
  /** Told when it is done. */
  readonly done: string;
  readonly onDone?: (ids: readonly { readonly kind: string; readonly id: string }[]) => void;
  readonly children?: (values: V) => ReactNode;
};

/** How many documents it makes and what they come to, beside the button that makes them. */
function Said({ documents }: { readonly documents: ReturnType<typeof documentsOf> }) {
  const text = useTranslations('subscriptions.actions');
  return (
    <span className={classes['said']}>
      {documents.length > 0 && (
        <>
          {text('makes', { count: documents.length })} <MoneyList amounts={sumsOf(documents)} />
        </>
      )}
    </span>
  );
}

/** One action in a drawer: its fields, what it does to bills and entitlements before it is done, and one button that does it. */
export function ActionDrawer<K extends CommandKind, V extends FieldValues>({
  kind,
  title,
  text: intro,
  defaults,
  bodyOf,
  submit,
  isDanger = false,
  done,
  onDone,
  children,
  subscription,
  catalog,
  onClose,
}: Props<K, V>) {
  const inside = useRef<HTMLFormElement>(null);
  const text = useTranslations('subscriptions.actions');
  const close = useTranslations('ui.confirm');
  const today = useToday();
  const form = useForm<V>({ defaultValues: defaults, mode: 'onTouched' });
  const values = form.watch();
  const body = bodyOf(values);
  const state = useAhead(body === null ? null : { kind, body }, today);
  const { run, isRunning, problems } = useCommand(kind);
  const documents = documentsOf(state.ahead?.documents ?? [], state.ahead?.subscription?.id ?? subscription.id);
  const save = async (): Promise<void> => {
    if (body === null) return;
    const outcome = await run(body);
    if (!outcome.ok) return;
    toast({ message: done });
    onClose();
    onDone?.(outcome.value.ids);
  };
  const isReady = body !== null && state.problems.length === 0 && !state.isAsking;
  return (
    <Drawer
      opened
      onClose={onClose}
      // The first thing to fill in, not the cross that gives up.
      onEnterTransitionEnd={() => inside.current?.querySelector<HTMLElement>('input, textarea')?.focus()}
      title={title}
      position="right"
      size={560}
      overlayProps={{ backgroundOpacity: 0.12 }}
      closeButtonProps={{ 'aria-label': close('close') }}
      styles={{ body: { minHeight: 'calc(100% - 60px)', display: 'flex', flexDirection: 'column' } }}
    >
      <FormProvider {...form}>
        <form
          ref={inside}
          noValidate
          className={classes['drawer']}
          style={{ flex: '1 1 auto' }}
          onSubmit={(event) => void form.handleSubmit(save)(event)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void form.handleSubmit(save)();
          }}
        >
          {problems.length > 0 && <ErrorSummary problems={problems} />}
          <Text fz={13} c="dimmed">
            {intro}
          </Text>
          {children !== undefined && <Stack gap="sm">{children(values)}</Stack>}
          <hr className={classes['rule']} />
          <AheadPanel state={state} before={subscription} catalog={catalog} hint={text('hint')} />
          <div className={classes['foot']}>
            <Said documents={documents} />
            <Button variant="default" onClick={onClose} disabled={isRunning}>
              {close('cancel')}
            </Button>
            <Button type="submit" loading={isRunning} disabled={!isReady} {...(isDanger ? { color: 'var(--cf-danger)' } : {})}>
              {submit}
            </Button>
          </div>
        </form>
      </FormProvider>
    </Drawer>
  );
}
