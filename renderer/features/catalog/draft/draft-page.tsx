import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useDocument } from '../../../app/hooks.ts';
import { useGo, usePathParam } from '../../../app/navigation.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PublishDialog } from '../plan/plan-acts.tsx';
import { DraftEditor } from './draft-editor.tsx';

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
        isPage
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
      <DraftEditor
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
