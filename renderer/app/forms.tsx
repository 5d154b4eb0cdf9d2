import { Modal } from '@mantine/core';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { type DefaultValues, type FieldValues, useForm, type UseFormReturn } from 'react-hook-form';
import { useLocale, useTranslations } from 'use-intl';
import { currencies, inUse } from '../../core/money/currency.ts';
import { byText } from '../../core/kernel/order.ts';
import { countryCodes } from '../../core/organization/countries.ts';
import type { Edits } from '../../core/kernel/edit.ts';
import type { ProblemLike } from '../../core/kernel/outcome.ts';
import { sameData } from '../../core/kernel/edit.ts';
import { useWork } from '../state/work.ts';
import type { Choice } from '../ui/form/fields.tsx';
import { Form } from '../ui/form/form.tsx';
import { useToday } from './hooks.ts';
import { keep, keptUnder } from './kept.ts';
import { ErrorSummary } from './problems.tsx';

const sortedChoices = (choices: readonly Choice[], locale: string): readonly Choice[] => {
  const collator = new Intl.Collator(locale);
  return choices.toSorted((a, b) => collator.compare(a.label, b.label));
};

/** Every country, in the user's language. */
export const useCountryChoices = (): readonly Choice[] => {
  const locale = useLocale();
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'region' });
    return sortedChoices(
      countryCodes.map((value) => ({ value, label: names.of(value) ?? value })),
      locale,
    );
  }, [locale]);
};

/** Every currency in use today, as `EUR – Euro`. */
export const useCurrencyChoices = (): readonly Choice[] => {
  const locale = useLocale();
  const today = useToday();
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'currency' });
    return currencies.filter((code) => inUse(code, today)).map((value) => ({ value, label: `${value} – ${names.of(value) ?? value}` }));
  }, [locale, today]);
};

/** The IANA zones that this machine knows. */
export const useZoneChoices = (): readonly Choice[] =>
  useMemo(
    () =>
      Intl.supportedValuesOf('timeZone')
        .toSorted(byText)
        .map((value) => ({ value, label: value })),
    [],
  );

/** Locales that documents can be written in: words in four languages, formats of any country. */
export const useLocaleChoices = (): readonly Choice[] => {
  const locale = useLocale();
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'language' });
    const tags = [
      'en-GB',
      'en-US',
      'en-IE',
      'en-AU',
      'en-CA',
      'de-DE',
      'de-AT',
      'de-CH',
      'fr-FR',
      'fr-BE',
      'fr-CH',
      'fr-CA',
      'ja-JP',
      'nl-NL',
      'it-IT',
      'es-ES',
      'pl-PL',
      'pt-PT',
      'sv-SE',
      'da-DK',
    ];
    return sortedChoices(
      tags.map((value) => ({ value, label: names.of(value) ?? value })),
      locale,
    );
  }, [locale]);
};

const draftName = (id: string): string => `draft.${id}`;

/**
 * A form whose values outlive a crash (A13): what is typed is kept on this machine under `draftId` until it is saved or given up. `null` keeps nothing.
 */
export const useDraftForm = <V extends FieldValues>(
  draftId: string | null,
  defaults: DefaultValues<V>,
): UseFormReturn<V> & { readonly forget: () => void } => {
  const form = useForm<V>({ defaultValues: defaults, mode: 'onTouched' });
  const { reset, subscribe } = form;
  const latest = useRef(defaults);
  useEffect(() => {
    if (draftId === null) return undefined;
    let isUntouched = true;
    const stop = subscribe({
      formState: { values: true, isDirty: true },
      callback: ({ values, isDirty }) => {
        if (isDirty !== true) return;
        isUntouched = false;
        void keep(draftName(draftId), values);
      },
    });
    const found = async (): Promise<void> => {
      const kept = await keptUnder(draftName(draftId));
      // Who was quicker than the disk goes on with what they typed.
      if (!isUntouched || typeof kept !== 'object') return;
      // A field that an older draft does not know keeps its default.
      reset({ ...(latest.current as V), ...(kept as V) }, { keepDefaultValues: true });
    };
    void found();
    return () => {
      isUntouched = false;
      stop();
    };
  }, [draftId, reset, subscribe]);
  const forget = (): void => {
    if (draftId !== null) void keep(draftName(draftId), undefined);
  };
  return Object.assign(form, { forget });
};

/** The fields that differ, each with what it was and what it shall be: the body of an edit command. */
export const editsBetween = <D extends object, K extends keyof D & string>(before: D, after: Pick<D, K>): Edits<D, K> =>
  Object.fromEntries(
    (Object.keys(after) as K[])
      .filter((key) => !sameData(before[key], after[key]))
      .map((key) => [key, { from: before[key], to: after[key] }]),
  ) as Edits<D, K>;

export type DialogProps<V extends FieldValues> = {
  readonly title: string;
  /** One with a draft can forget it. */
  readonly form: UseFormReturn<V> & { readonly forget?: () => void };
  readonly onSubmit: (values: V) => Promise<void>;
  /** Esc and the cross: what was typed is kept as a draft. The button gives it up first. */
  readonly onClose: () => void;
  readonly problems: readonly ProblemLike[];
  readonly isBusy: boolean;
  readonly isDanger?: boolean;
  readonly submitLabel?: string;
  readonly size?: number;
  readonly children: ReactNode;
};

/** A form in a dialog, with what was wrong above its fields. A click beside it does not close it while there are changes. */
export function FormDialog<V extends FieldValues>({
  title,
  form,
  onSubmit,
  onClose,
  problems,
  isBusy,
  isDanger = false,
  submitLabel,
  size = 560,
  children,
}: DialogProps<V>) {
  const text = useTranslations('ui.confirm');
  const setUnsaved = useWork((work) => work.setUnsaved);
  const giveUp = (): void => {
    form.forget?.();
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      closeOnClickOutside={!form.formState.isDirty}
      closeButtonProps={{ 'aria-label': text('close') }}
    >
      <Form
        form={form}
        onSubmit={onSubmit}
        onCancel={giveUp}
        isBusy={isBusy}
        isDanger={isDanger}
        isForbidden={problems.some(({ code }) => code === 'access.role')}
        onUnsaved={setUnsaved}
        problems={problems.length > 0 ? <ErrorSummary problems={problems} /> : null}
        {...(submitLabel === undefined ? {} : { submitLabel })}
      >
        {children}
      </Form>
    </Modal>
  );
}
