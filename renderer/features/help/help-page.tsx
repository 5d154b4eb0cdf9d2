import { Tabs, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { folded } from '../../../core/views/rows.ts';
import { useSearchParam } from '../../app/navigation.ts';
import { ShortcutList } from '../../app/shortcut-sheet.tsx';
import { Section } from '../../ui/facts.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import classes from './help.module.css';
import { releases, terms } from './help-contents.ts';

/** The words of the trade as this program means them, to be searched. */
function Terms() {
  const text = useTranslations('help');
  const [typed, setTyped] = useState('');
  const wanted = folded(typed);
  const shown = terms.filter((id) => folded(`${text(`terms.${id}.name`)} ${text(`terms.${id}.text`)}`).includes(wanted));
  return (
    <>
      <TextInput
        aria-label={text('find')}
        placeholder={text('find')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        maw={420}
      />
      <dl className={classes['terms']}>
        {shown.map((id) => (
          <div key={id}>
            <dt>{text(`terms.${id}.name`)}</dt>
            <dd>{text(`terms.${id}.text`)}</dd>
          </div>
        ))}
      </dl>
      {shown.length === 0 && <p role="status">{text('nothing')}</p>}
    </>
  );
}

/** What came with each version, the newest first. */
function News() {
  const text = useTranslations('help');
  return (
    <>
      {releases.map(({ version, id, notes }) => (
        <Section key={version} title={text('version', { version })}>
          <ul className={classes['news']}>
            {notes.map((note) => (
              <li key={note}>{text(`releases.${id}.${note}`)}</li>
            ))}
          </ul>
        </Section>
      ))}
    </>
  );
}

const tabs = ['keys', 'terms', 'news'] as const;

/** A24: help that needs no network. */
export function Page() {
  const text = useTranslations('help');
  const [chosen, choose] = useSearchParam('tab');
  const tab = tabs.find((each) => each === chosen) ?? 'keys';
  return (
    <>
      <PageHeader title={text('title')}>
        <Tabs value={tab} onChange={(next) => choose(next === 'keys' ? '' : (next ?? ''))} mt={4}>
          <Tabs.List>
            {tabs.map((each) => (
              <Tabs.Tab key={each} value={each}>
                {text(`tabs.${each}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
      </PageHeader>
      <PageBody>
        <div className={classes['column']}>
          {tab === 'keys' && <ShortcutList />}
          {tab === 'terms' && <Terms />}
          {tab === 'news' && <News />}
        </div>
      </PageBody>
    </>
  );
}
