import { Anchor, Kbd, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { folded } from '../../core/views/rows.ts';
import { features } from './features.ts';
import classes from './shortcut-sheet.module.css';
import { modLabel, useHotkey } from './shortcuts.ts';

type Shortcut = { readonly keys: readonly string[]; readonly what: string };

const useShortcuts = (): readonly { readonly group: string; readonly shortcuts: readonly Shortcut[] }[] => {
  const text = useTranslations();
  const say = (key: string): string => text(`app.shortcuts.${key}`);
  const anywhere: readonly (readonly [string, readonly string[]])[] = [
    ['palette', [modLabel, 'K']],
    ['create', ['C']],
    ['search', ['/']],
    ['edit', ['E']],
    ['undo', [modLabel, 'Z']],
    ['entity', [modLabel, 'Shift', 'E']],
    ['private', [modLabel, 'Shift', 'P']],
    ['close', ['Esc']],
    ['sheet', ['?']],
  ];
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ['move', ['↑', '↓', '←', '→']],
    ['rows', ['J', 'K']],
    ['open', ['Enter']],
    ['inside', [modLabel, 'Enter']],
    ['select', ['Space']],
    ['selectRange', ['Shift', 'Space']],
    ['selectAll', [modLabel, 'A']],
    ['ends', [modLabel, 'Home / End']],
    ['sort', ['Enter']],
    ['width', ['Alt', '← →']],
  ];
  const pages = features.flatMap((feature) =>
    (feature.nav ?? []).flatMap(({ goKey, label }) =>
      goKey === undefined ? [] : [{ keys: ['G', goKey.toUpperCase()], what: text(`${feature.id}.${label}`) }],
    ),
  );
  const named = (entries: readonly (readonly [string, readonly string[]])[]): readonly Shortcut[] =>
    entries.map(([what, keys]) => ({ what: say(what), keys }));
  return [
    { group: say('anywhere'), shortcuts: named(anywhere) },
    { group: say('pages'), shortcuts: pages },
    { group: say('lists'), shortcuts: named(lists) },
  ];
};

/** Every key, to be searched; also on the page of help. */
export function ShortcutList() {
  const text = useTranslations('app.shortcuts');
  const [typed, setTyped] = useState('');
  const groups = useShortcuts();
  const wanted = folded(typed);
  return (
    <>
      <TextInput
        data-autofocus
        aria-label={text('find')}
        placeholder={text('find')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        mb="sm"
      />
      {groups.map(({ group, shortcuts }) => {
        const shown = shortcuts.filter(({ what }) => folded(what).includes(wanted));
        return shown.length === 0 ? null : (
          <section key={group} className={classes['group']}>
            <h3>{group}</h3>
            <dl>
              {shown.map(({ what, keys }) => (
                <div key={what} className={classes['line']}>
                  <dt>{what}</dt>
                  <dd>
                    {keys.map((key) => (
                      <Kbd key={key} size="xs">
                        {key}
                      </Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
    </>
  );
}

/** `?`: every key, to be searched (A4). */
export function ShortcutSheet() {
  const text = useTranslations('app.shortcuts');
  const [isOpen, setOpen] = useState(false);
  useHotkey('?', () => setOpen(true));
  return (
    <Modal
      opened={isOpen}
      onClose={() => setOpen(false)}
      title={text('title')}
      size={560}
      closeButtonProps={{ 'aria-label': text('close') }}
    >
      <ShortcutList />
      <Anchor href="#/help?tab=terms" fz={13} onClick={() => setOpen(false)}>
        {text('more')}
      </Anchor>
    </Modal>
  );
}
