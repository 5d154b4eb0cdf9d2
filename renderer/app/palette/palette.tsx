import { Modal, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Icon } from '../../ui/icon.tsx';
import { useGo } from '../navigation.ts';
import { isCovered, useHotkey } from '../shortcuts.ts';
import classes from './palette.module.css';
import { type PaletteItem, usePaletteItems } from './palette-items.ts';
import { closePalette, openPalette, type PaletteMode, usePalette } from './palette-state.ts';

function PaletteBox({ mode }: { readonly mode: PaletteMode }) {
  const text = useTranslations('app.palette');
  const go = useGo();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const items = usePaletteItems(typed, mode);
  const active = Math.min(at, Math.max(0, items.length - 1));
  useEffect(() => setAt(0), [typed]);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active, items]);

  const choose = (item: PaletteItem | undefined): void => {
    // Whoever may not do it reads why beside it, and stays where they are.
    if (item === undefined || item.reason !== null) return;
    closePalette();
    item.run?.();
    if (item.path !== null) go(item.path);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setAt(Math.min(active + 1, items.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(active - 1, 0));
    else if (event.key === 'Enter') choose(items[active]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <TextInput
        data-autofocus
        variant="unstyled"
        size="md"
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={items.length === 0 ? undefined : `${listId}-${active}`}
        aria-label={text('label')}
        placeholder={text(mode === 'create' ? 'createPlaceholder' : 'placeholder')}
        leftSection={<Icon name="search" />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        className={classes['input'] ?? ''}
      />
      <div ref={list} id={listId} role="listbox" aria-label={text('results')} className={classes['list']}>
        {items.map((item, index) => (
          <div key={item.id} role="presentation">
            {items[index - 1]?.group !== item.group && (
              <div className={classes['group']} role="presentation">
                {text(`groups.${item.group}`)}
              </div>
            )}
            <div
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              aria-disabled={item.reason !== null || undefined}
              className={classes['item']}
              onMouseMove={() => setAt(index)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(item)}
              onKeyDown={() => undefined}
            >
              <Icon name={item.icon} />
              <span className={classes['title']}>{item.title}</span>
              <span className={classes['detail']}>{item.detail}</span>
            </div>
          </div>
        ))}
      </div>
      {items.length === 0 && (
        <div className={classes['nothing']} role="status">
          {text('nothing', { typed })}
        </div>
      )}
    </>
  );
}

/** Ctrl+K: records by number, name or amount, pages, actions; everything by keyboard, everything offline (A3). */
export function Palette() {
  const mode = usePalette((state) => state.mode);
  const text = useTranslations('app.palette');
  // Two dialogs over each other would hide the one that has the keyboard.
  useHotkey('mod+k', () => {
    if (mode !== null) closePalette();
    else if (!isCovered()) openPalette('everything');
  });
  useHotkey('c', () => openPalette('create'));
  if (mode === null) return null;
  return (
    <Modal.Root opened onClose={closePalette} centered={false} yOffset="12vh" size={600}>
      <Modal.Overlay />
      <Modal.Content aria-label={text('label')} radius={10}>
        <Modal.Body p={0}>
          <PaletteBox key={mode} mode={mode} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
