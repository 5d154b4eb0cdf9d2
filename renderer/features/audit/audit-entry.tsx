import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { recordPath } from '../../app/navigation.ts';
import { Changes } from '../../app/record/changes-table.tsx';
import { changesOf } from '../../app/record/changes.ts';
import { useCommandText } from '../../app/record/timeline.tsx';
import { MomentText } from '../../ui/date-text.tsx';
import { WholeNumbers } from '../../ui/whole-numbers.tsx';
import type { JournalItem } from '../../workers/store-api.ts';
import { calledOf, type SubjectWords, subjectsOf } from './audit-lines.ts';
import classes from './audit.module.css';

type Change = JournalItem['changes'][number];

/** So many documents of one command are opened at once. */
const shownDocuments = 25;

/** A kind of record in words. */
const useKindText = (): ((kind: string) => string) => {
  const lists = useTranslations('lists');
  return (kind) => (lists.has(`${kind}.one`) ? lists(`${kind}.one`) : kind);
};

function ChangedDocument({ change }: { readonly change: Change }) {
  const text = useTranslations('audit');
  const path = recordPath(change.kind, change.id);
  const fields = changesOf(change.before ?? {}, change.after);
  const kind = useKindText()(change.kind);
  const called = calledOf(change);
  const name = <WholeNumbers text={called ?? kind} />;
  return (
    <section className={classes['document']} aria-label={`${kind} ${called ?? ''}`.trim()}>
      <header>
        {called !== null && <span>{kind} </span>}
        {path === null ? <strong>{name}</strong> : <a href={`#${path}`}>{name}</a>} {change.before === null && <em>{text('isNew')}</em>}
      </header>
      {fields.length > 0 && <Changes changes={fields} />}
    </section>
  );
}

/** One command: what, on what, by whom, when; opened, what was before and after. */
export function AuditEntry({ item, customer }: { readonly item: JournalItem; readonly customer: SubjectWords['customer'] }) {
  const text = useTranslations('audit');
  const timeline = useTranslations('app.timeline');
  const words = useCommandText();
  const [isOpen, setOpen] = useState(false);
  const { names, more } = subjectsOf(item, { kind: useKindText(), customer });
  const { command, changes } = item;
  return (
    <li className={classes['entry']}>
      <div className={classes['line']}>
        <span className={classes['what']}>{words(command.kind)}</span>
        <span className={classes['subjects']}>
          <WholeNumbers text={more > 0 ? text('andMore', { names: names.join(', '), count: more }) : names.join(', ')} />
        </span>
        <span className={classes['who']}>{timeline('by', { user: command.by.user, station: command.by.station })}</span>
        <MomentText at={command.at} />
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          aria-expanded={isOpen}
          aria-label={text('changesOf', { what: words(command.kind), number: item.sequence })}
          onClick={() => setOpen(!isOpen)}
        >
          {timeline(isOpen ? 'hide' : 'show')}
        </Button>
      </div>
      {isOpen && (
        <div className={classes['changes']}>
          {changes.slice(0, shownDocuments).map((change) => (
            <ChangedDocument key={`${change.kind}|${change.id}`} change={change} />
          ))}
          {changes.length > shownDocuments && <p>{text('moreDocuments', { count: changes.length - shownDocuments })}</p>}
          {changes.length === 0 && <p>{text('nothingChanged')}</p>}
        </div>
      )}
    </li>
  );
}
