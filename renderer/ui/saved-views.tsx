import { ActionIcon, Button, Menu, Modal, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Icon } from './icon.tsx';

export type NamedView = { readonly id: string; readonly name: string; readonly isDefault: boolean };

type Props = {
  readonly views: readonly NamedView[];
  /** The view that is shown as it was saved; `null` for none. */
  readonly currentId: string | null;
  readonly onOpen: (id: string) => void;
  readonly onSave: (name: string) => void;
  readonly onRename: (id: string, name: string) => void;
  /** Puts the address of what is shown where it can be pasted: whoever opens it sees the same. */
  readonly onShare: () => void;
  readonly onDefault: (id: string | null) => void;
  readonly onDelete: (id: string) => void;
};

type Naming = 'new' | 'rename';

/** Asks for a view's name. */
function NameDialog({
  title,
  first,
  onNamed,
  onClose,
}: {
  readonly title: string;
  readonly first: string;
  readonly onNamed: (name: string) => void;
  readonly onClose: () => void;
}) {
  const text = useTranslations('ui.views');
  const [name, setName] = useState(first);
  const save = (event: SubmitEvent): void => {
    event.preventDefault();
    if (name.trim() !== '') onNamed(name.trim());
  };
  return (
    <Modal opened onClose={onClose} title={title} size={380} closeButtonProps={{ 'aria-label': text('close') }}>
      <form onSubmit={save}>
        <TextInput
          label={text('name')}
          value={name}
          maxLength={60}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button mt={16} ms="auto" display="block" type="submit">
          {text('save')}
        </Button>
      </form>
    </Modal>
  );
}

/** What may be done with the view that is shown as it was saved. */
function CurrentActs({
  current,
  onRename,
  onDefault,
  onDelete,
}: Pick<Props, 'onDefault' | 'onDelete'> & { readonly current: NamedView; readonly onRename: () => void }) {
  const text = useTranslations('ui.views');
  const { id, name, isDefault } = current;
  return (
    <>
      <Menu.Divider />
      <Menu.Item onClick={onRename}>{text('rename', { name })}</Menu.Item>
      <Menu.Item onClick={() => onDefault(isDefault ? null : id)}>{text(isDefault ? 'noDefault' : 'makeDefault', { name })}</Menu.Item>
      <Menu.Item onClick={() => onDelete(id)}>{text('delete', { name })}</Menu.Item>
    </>
  );
}

/** Views of a list that somebody named: open, save, rename, hand on, choose the one to begin with, delete (A6). */
export function SavedViews({ views, currentId, onOpen, onSave, onRename, onShare, onDefault, onDelete }: Props) {
  const text = useTranslations('ui.views');
  const [naming, setNaming] = useState<Naming | null>(null);
  const current = views.find(({ id }) => id === currentId);
  const named = (name: string): void => {
    if (naming === 'rename' && current !== undefined) onRename(current.id, name);
    else onSave(name);
    setNaming(null);
  };
  return (
    <>
      {naming !== null && (
        <NameDialog
          title={naming === 'rename' ? text('rename', { name: current?.name ?? '' }) : text('saveThis')}
          first={naming === 'rename' ? (current?.name ?? '') : ''}
          onNamed={named}
          onClose={() => setNaming(null)}
        />
      )}
      <Menu position="bottom-end" width={272}>
        <Menu.Target>
          <ActionIcon aria-label={text('label')} title={text('label')} variant={current === undefined ? 'subtle' : 'light'}>
            <Icon name="star" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {views.length > 0 && <Menu.Label>{text('label')}</Menu.Label>}
          {views.map(({ id, name: label, isDefault }) => (
            <Menu.Item
              key={id}
              onClick={() => onOpen(id)}
              rightSection={id === currentId ? <Icon name="check" size={14} /> : isDefault ? <Icon name="home" size={13} /> : null}
            >
              {label}
            </Menu.Item>
          ))}
          {views.length > 0 && <Menu.Divider />}
          <Menu.Item leftSection={<Icon name="plus" size={14} />} onClick={() => setNaming('new')}>
            {text('saveThis')}
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="link" size={14} />} onClick={onShare}>
            {text('share')}
          </Menu.Item>
          {current !== undefined && (
            <CurrentActs current={current} onRename={() => setNaming('rename')} onDefault={onDefault} onDelete={onDelete} />
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
