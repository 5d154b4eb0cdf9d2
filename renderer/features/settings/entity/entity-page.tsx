import { ActionIcon, Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { OperatingEntity } from '../../../../core/organization/types.ts';
import { useDocument } from '../../../app/hooks.ts';
import { Status } from '../../../app/list/cells.tsx';
import { usePathParam } from '../../../app/navigation.ts';
import { RecordPage } from '../../../app/record/record-page.tsx';
import { Timeline } from '../../../app/record/timeline.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { EntityFacts } from './entity-facts.tsx';
import { EditEntity } from './entity-form.tsx';
import { ArchiveEntity, LockBooks, MakeFallback } from './entity-acts.tsx';
import { InvoiceSettingsForm } from './invoice-settings-form.tsx';
import { PoliciesPanel } from './policies-panel.tsx';
import { Registrations } from './registrations.tsx';
import { TemplatePanel } from './template-panel.tsx';

type Act = 'edit' | 'fallback' | 'lock' | 'archive';

function More({ entity, onAct }: { readonly entity: OperatingEntity; readonly onAct: (act: Act) => void }) {
  const text = useTranslations('settings.entities');
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon aria-label={text('more')} variant="default">
          <Icon name="dots" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={entity.isFallback} onClick={() => onAct('fallback')}>
          {text('makeFallback')}
        </Menu.Item>
        <Menu.Item onClick={() => onAct('lock')}>{text('lockBooks')}</Menu.Item>
        <Menu.Item onClick={() => onAct('archive')}>{text('archive')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** One legal entity: who it is, where it is registered, and how it bills. */
export function Page() {
  const text = useTranslations('settings');
  const record = useDocument('entity', usePathParam('id'));
  const [act, setAct] = useState<Act | null>(null);
  const close = (): void => setAct(null);
  const entity = record.value ?? null;
  return (
    <>
      <RecordPage
        kind="entity"
        record={record}
        title={({ legalName }) => legalName}
        detail={({ code }) => code}
        crumbs={[{ label: text('title'), href: '#/settings' }]}
        badge={({ state }) => <Status kind="entity" code={state} />}
        actions={(shown) =>
          shown.state === 'active' && (
            <>
              <More entity={shown} onAct={setAct} />
              <Button onClick={() => setAct('edit')}>{text('entities.editAction')}</Button>
            </>
          )
        }
        onEdit={() => setAct('edit')}
        tabs={(shown) => [
          { id: 'facts', label: text('entityTabs.facts'), content: () => <EntityFacts entity={shown} /> },
          { id: 'tax', label: text('entityTabs.tax'), content: () => <Registrations entity={shown} /> },
          { id: 'invoices', label: text('entityTabs.invoices'), content: () => <InvoiceSettingsForm key={shown.rev} entity={shown} /> },
          { id: 'template', label: text('entityTabs.template'), content: () => <TemplatePanel key={shown.rev} entity={shown} /> },
          { id: 'policies', label: text('entityTabs.policies'), content: () => <PoliciesPanel key={shown.rev} entity={shown} /> },
          { id: 'timeline', label: text('entityTabs.timeline'), content: () => <Timeline documentId={shown.id} /> },
        ]}
      />
      {entity !== null && act === 'edit' && <EditEntity entity={entity} onClose={close} />}
      {entity !== null && act === 'fallback' && <MakeFallback entity={entity} onClose={close} />}
      {entity !== null && act === 'lock' && <LockBooks entity={entity} onClose={close} />}
      {entity !== null && act === 'archive' && <ArchiveEntity entity={entity} onClose={close} />}
    </>
  );
}
