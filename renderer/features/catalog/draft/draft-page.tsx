import { Button, Group, Select, Stack } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { FormProvider, useWatch } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { contentOf, type VersionContent } from '../../../../core/catalog/plan-rules.ts';
import type { Plan, PlanVersion, Product } from '../../../../core/catalog/types.ts';
import { versionProblems } from '../../../../core/catalog/version-problems.ts';
import type { ProblemLike } from '../../../../core/kernel/outcome.ts';
import { useDraftForm } from '../../../app/forms.tsx';
import { useCommand, useDocument, useDocuments, useToday } from '../../../app/hooks.ts';
import { useGo, usePathParam } from '../../../app/navigation.ts';
import { ErrorSummary, useProblemText } from '../../../app/problems.tsx';
import { toast } from '../../../app/toast.tsx';
import { useWork } from '../../../state/work.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Section } from '../../../ui/facts.tsx';
import { FieldProblems } from '../../../ui/form/field-problems.ts';
import { Icon } from '../../../ui/icon.tsx';
import { PageBody, PageHeader } from '../../../ui/page-header.tsx';
import classes from '../catalog.module.css';
import { PublishDialog } from '../plan/plan-acts.tsx';
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

function Editor({ plan, draft, product, at, setAt, onPublish }: Props) {
  const text = useTranslations('catalog.draft');
  const words = usePriceWords();
  const form = useDraftForm<VersionContent>(`plan-version.${draft.id}.${draft.rev}`, typedOf(contentOf(draft)) as never);
  const { control, setValue } = form;
  const typed = useWatch({ control }) as unknown as VersionContent;
  const { run, isRunning, problems } = useCommand('plan.edit-draft');
  const setUnsaved = useWork((work) => work.setUnsaved);
  const content = useMemo(() => contentOfTyped(typed), [typed]);
  const edits = draftEdits(contentOf(draft), typed);
  const isChanged = edits !== null;
  const found = useProblems(draft, content, product);
  const byField = useByField(found);
  const index = Math.min(at, content.variants.length - 1);
  const variant = content.variants[index];
  const taken = content.variants.map(({ id }) => id);
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
  const addVariant = (): void => {
    const copied =
      variant === undefined ? newVariant('EUR', taken, []) : { ...variant, id: freeId(variant.id.replace(/-\d+$/, ''), taken) };
    setValue('variants', [...typed.variants, typedOf(copied)], { shouldDirty: true });
    setAt(content.variants.length);
  };
  const removeVariant = (): void => {
    setValue(
      'variants',
      typed.variants.filter((_each, place) => place !== index),
      { shouldDirty: true },
    );
    setAt(Math.max(0, index - 1));
  };
  return (
    <FormProvider {...form}>
      <FieldProblems.Provider value={byField}>
        <PageHeader
          title={text('title', { version: draft.version })}
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
              <Section
                title={text('prices')}
                action={
                  <Group gap="xs">
                    {content.variants.length > 1 && (
                      <Select
                        size="xs"
                        w={220}
                        aria-label={text('whichPrice')}
                        allowDeselect={false}
                        value={String(index)}
                        onChange={(value) => setAt(Number(value))}
                        data={content.variants.map((each, place) => ({ value: String(place), label: words.variant(each) }))}
                      />
                    )}
                    <Button variant="default" size="xs" leftSection={<Icon name="plus" size={13} />} onClick={addVariant}>
                      {text('addPrice')}
                    </Button>
                    {variant !== undefined && (
                      <Button variant="subtle" color="gray" size="xs" onClick={removeVariant}>
                        {text('removePrice')}
                      </Button>
                    )}
                  </Group>
                }
              >
                {variant !== undefined && (
                  <VariantFields key={`${index}|${variant.id}`} at={`variants.${index}`} variant={variant} billing={content.billing} />
                )}
              </Section>
              <EntitlementFields product={product} />
              <div className={classes['saveBar']}>
                <span role="status">
                  {isChanged ? text('unsaved') : found.length === 0 ? text('ready') : text('notReady', { count: found.length })}
                </span>
                <Button variant="default" type="submit" loading={isRunning} disabled={!isChanged}>
                  {text('save')}
                </Button>
                <Button disabled={isRunning} onClick={() => void save().then((isSaved) => isSaved && onPublish())}>
                  {text('publish')}
                </Button>
              </div>
            </Stack>
            {variant !== undefined && <Preview key={variant.id} variant={variant} />}
          </form>
        </PageBody>
      </FieldProblems.Provider>
    </FormProvider>
  );
}

/** CAT-27: the version in preparation, with what it would come to beside it. What was published is never touched. */
export function Page() {
  const text = useTranslations('catalog.draft');
  const go = useGo();
  const id = usePathParam('id');
  const [at, setAt] = useState(0);
  const [isPublishing, setPublishing] = useState(false);
  const { value: plan } = useDocument('plan', id);
  const { value: draft } = useDocument(
    'plan-version',
    plan === undefined || plan === null || plan.draftVersion === null ? null : `${id}@${plan.draftVersion}`,
  );
  const { value: current } = useDocument(
    'plan-version',
    plan === undefined || plan === null || plan.currentVersion === 0 ? null : `${id}@${plan.currentVersion}`,
  );
  const { value: product } = useDocument('product', plan?.productId ?? null);
  if (plan === undefined) return null;
  if (plan === null || plan.draftVersion === null)
    return (
      <EmptyState
        cause="nothing"
        title={text('noneTitle')}
        text={text('noneText')}
        action={{ label: text('back'), run: () => go(plan === null ? '/catalog' : `/catalog/plans/${id}`) }}
      />
    );
  if (draft === undefined || draft === null || product === undefined || product === null) return null;
  // Every save is another revision, which the form begins with again; which price is open and what is asked stays.
  return (
    <>
      <Editor
        key={`${draft.id}.${draft.rev}`}
        plan={plan}
        draft={draft}
        product={product}
        at={at}
        setAt={setAt}
        onPublish={() => setPublishing(true)}
      />
      {isPublishing && (
        <PublishDialog
          key={draft.rev}
          plan={plan}
          draft={draft}
          current={current ?? null}
          onClose={() => setPublishing(false)}
          onPublished={() => go(`/catalog/plans/${id}`)}
        />
      )}
    </>
  );
}
