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
  readonly onDefault: (id: string | null) => void;
  readonly onDelete: (id: string) => void;
};

/** Views of a list that somebody named: open, save, choose the one to begin with, delete (A6). */
export function SavedViews({ views, currentId, onOpen, onSave, onDefault, onDelete }: Props) {
  const text = useTranslations('ui.views');
  const [isNaming, setNaming] = useState(false);
  const [name, setName] = useState('');
  const save = (event: SubmitEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return;
    onSave(name.trim());
    setName('');
    setNaming(false);
  };
  const current = views.find(({ id }) => id === currentId);
  return (
    <>
      <Modal
        opened={isNaming}
        onClose={() => setNaming(false)}
        title={text('saveThis')}
        size={380}
        closeButtonProps={{ 'aria-label': text('close') }}
      >
        <form onSubmit={save}>
          <TextInput
            label={text('name')}
            value={name}
            maxLength={60}
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button mt={12} type="submit">
            {text('save')}
          </Button>
        </form>
      </Modal>
      <Menu position="bottom-end" width={240}>
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
          <Menu.Item leftSection={<Icon name="plus" size={14} />} onClick={() => setNaming(true)}>
            {text('saveThis')}
          </Menu.Item>
          {current !== undefined && (
            <>
              <Menu.Item onClick={() => onDefault(current.isDefault ? null : current.id)}>
                {text(current.isDefault ? 'noDefault' : 'makeDefault', { name: current.name })}
              </Menu.Item>
              <Menu.Item onClick={() => onDelete(current.id)}>{text('delete', { name: current.name })}</Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
