import { ActionIcon, Button, Group, Select, Stack } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { FormProvider, useWatch } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { contentOf, type VersionContent } from '../../../../core/catalog/plan-rules.ts';
import type { Plan, PlanVersion, Product } from '../../../../core/catalog/types.ts';
import { versionProblems } from '../../../../core/catalog/version-problems.ts';
import type { ProblemLike } from '../../../../core/kernel/outcome.ts';
import { useDraftForm } from '../../../app/forms.tsx';
import { useCommand, useDocuments, useToday } from '../../../app/hooks.ts';
import { ErrorSummary, useProblemText } from '../../../app/problems.tsx';
import { toast } from '../../../app/toast.tsx';
import { useWork } from '../../../state/work.ts';
import { Section } from '../../../ui/facts.tsx';
import { FieldProblems } from '../../../ui/form/field-problems.ts';
import { Icon } from '../../../ui/icon.tsx';
import { PageBody, PageHeader } from '../../../ui/page-header.tsx';
import classes from '../catalog.module.css';
import { usePriceWords } from '../price-words.tsx';
import { freeId, newVariant } from './draft-models.ts';
import { contentOfTyped, draftEdits, fieldOf, typedOf } from './draft-values.ts';
import { EntitlementFields } from './entitlement-fields.tsx';
import { Preview } from './preview.tsx';
import { SettingsFields } from './settings-fields.tsx';
import { VariantFields } from './variant-fields.tsx';

type Props = {
  readonly plan: Plan;
  readonly draft: PlanVersion;
  readonly product: Product;
  readonly at: number;
  readonly setAt: (at: number) => void;
  readonly onPublish: () => void;
};

/** What keeps the draft from being published, as it stands in the form. */
const useProblems = (draft: PlanVersion, content: VersionContent, product: Product): readonly ProblemLike[] => {
  const segments = useDocuments('segment').value;
  const metrics = useDocuments('metric').value;
  const on = useToday();
  return useMemo(
    () =>
      segments === undefined || metrics === undefined ? [] : versionProblems({ ...draft, ...content }, { product, segments, metrics, on }),
    [draft, content, product, segments, metrics, on],
  );
};

/** The sentence of each problem by the field that it is about. */
const useByField = (problems: readonly ProblemLike[]): ReadonlyMap<string, string> => {
  const sentence = useProblemText();
  return new Map(
    problems.flatMap((problem) =>
      'path' in problem && typeof problem.path === 'string' ? [[fieldOf(problem.path), sentence(problem)] as const] : [],
    ),
  );
};

/** The draft in its form, and what saving it would change. */
const useDraft = ({ plan, draft, product }: Pick<Props, 'plan' | 'draft' | 'product'>) => {
  const text = useTranslations('catalog.draft');
  const form = useDraftForm<VersionContent>(`plan-version.${draft.id}.${draft.rev}`, typedOf(contentOf(draft)) as never);
  const typed = useWatch({ control: form.control }) as unknown as VersionContent;
  const { run, isRunning, problems } = useCommand('plan.edit-draft');
  const setUnsaved = useWork((work) => work.setUnsaved);
  const content = useMemo(() => contentOfTyped(typed), [typed]);
  const edits = draftEdits(contentOf(draft), typed);
  const isChanged = edits !== null;
  const found = useProblems(draft, content, product);
  useEffect(() => {
    setUnsaved(draft.id, isChanged);
    return () => setUnsaved(draft.id, false);
  }, [draft.id, isChanged, setUnsaved]);
  const save = async (): Promise<boolean> => {
    if (edits === null) return true;
    const outcome = await run({ planId: plan.id, version: draft.version, ...edits });
    if (!outcome.ok) return false;
    form.forget();
    toast({ message: text('saved') });
    return true;
  };
  return { form, typed, content, isChanged, found, save, isRunning, problems };
};

type Draft = ReturnType<typeof useDraft>;

/** Which price is shown, one more, one less. */
function PriceActs({ draft, index, setAt }: { readonly draft: Draft; readonly index: number; readonly setAt: (at: number) => void }) {
  const text = useTranslations('catalog.draft');
  const words = usePriceWords();
  const { form, typed, content } = draft;
  const { variants } = content;
  const variant = variants[index];
  const taken = variants.map(({ id }) => id);
  const add = (): void => {
    const copied =
      variant === undefined ? newVariant('EUR', taken, []) : { ...variant, id: freeId(variant.id.replace(/-\d+$/, ''), taken) };
    form.setValue('variants', [...typed.variants, typedOf(copied)], { shouldDirty: true });
    setAt(variants.length);
  };
  const remove = (): void => {
    form.setValue(
      'variants',
      typed.variants.filter((_each, place) => place !== index),
      { shouldDirty: true },
    );
    setAt(Math.max(0, index - 1));
  };
  return (
    <Group gap="xs" wrap="nowrap">
      {variants.length > 1 && (
        <Select
          size="xs"
          w={200}
          aria-label={text('whichPrice')}
          allowDeselect={false}
          value={String(index)}
          onChange={(value) => setAt(Number(value))}
          data={variants.map((each, place) => ({ value: String(place), label: words.variant(each) }))}
        />
      )}
      <Button variant="default" size="xs" leftSection={<Icon name="plus" size={13} />} onClick={add}>
        {text('addPrice')}
      </Button>
      {variant !== undefined && (
        <ActionIcon variant="subtle" color="gray" aria-label={text('removePrice')} title={text('removePrice')} onClick={remove}>
          <Icon name="cross" />
        </ActionIcon>
      )}
    </Group>
  );
}

/** How it stands, with every thing that is in the way named, and the two ways on. */
function SaveBar({ draft, onPublish }: { readonly draft: Draft; readonly onPublish: () => void }) {
  const text = useTranslations('catalog.draft');
  const sentence = useProblemText();
  const { isChanged, found, isRunning, save } = draft;
  const missing = [...new Set(found.map(sentence))];
  return (
    <div className={classes['saveBar']}>
      <div>
        <span role="status">
          {isChanged ? text('unsaved') : found.length === 0 ? text('ready') : text('notReady', { count: missing.length })}
        </span>
        {missing.length > 0 && (
          <details>
            <summary>{text('missing', { count: missing.length })}</summary>
            <ul>
              {missing.map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <Button variant="default" type="submit" loading={isRunning} disabled={!isChanged}>
        {text('save')}
      </Button>
      <Button disabled={isRunning} onClick={() => void save().then((isSaved) => isSaved && onPublish())}>
        {text('publish')}
      </Button>
    </div>
  );
}

/** The version in its form, with what it would come to beside it. */
export function DraftEditor({ plan, draft: version, product, at, setAt, onPublish }: Props) {
  const text = useTranslations('catalog.draft');
  const draft = useDraft({ plan, draft: version, product });
  const { form, content, found, save, problems } = draft;
  const byField = useByField(found);
  const index = Math.min(at, content.variants.length - 1);
  const variant = content.variants[index];
  return (
    <FormProvider {...form}>
      <FieldProblems.Provider value={byField}>
        <PageHeader
          title={text('title', { version: version.version })}
          crumbs={[
            { label: text('catalog'), href: '#/catalog' },
            { label: plan.name, href: `#/catalog/plans/${plan.id}` },
          ]}
        />
        <PageBody wide>
          <form
            noValidate
            className={classes['split']}
            onSubmit={(event) => {
              event.preventDefault();
              void save();
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
            }}
          >
            <Stack gap="lg">
              <ErrorSummary problems={problems} />
              <Section title={text('settings')}>
                <SettingsFields />
              </Section>
              <Section title={text('prices')} action={<PriceActs draft={draft} index={index} setAt={setAt} />}>
                {variant !== undefined && (
                  <VariantFields key={`${index}|${variant.id}`} at={`variants.${index}`} variant={variant} billing={content.billing} />
                )}
              </Section>
              <EntitlementFields product={product} />
              <SaveBar draft={draft} onPublish={onPublish} />
            </Stack>
            {variant !== undefined && <Preview key={variant.id} variant={variant} />}
          </form>
        </PageBody>
      </FieldProblems.Provider>
    </FormProvider>
  );
}
