import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { MomentText } from '../../ui/date-text.tsx';
import { WholeNumbers } from '../../ui/whole-numbers.tsx';
import { useAsked } from '../hooks.ts';
import { recordPath } from '../navigation.ts';
import { workstation } from '../workstation.ts';
import type { JournalItem } from '../../workers/store-api.ts';
import { Changes } from './changes-table.tsx';
import { changesOf } from './changes.ts';
import { Essence } from './essence.tsx';
import classes from './timeline.module.css';

const pageSize = 20;

/** What a command did, in words: `commands.<kind>`. */
export const useCommandText = (): ((kind: string) => string) => {
  const text = useTranslations('commands');
  return (kind) => (text.has(kind) ? text(kind) : kind);
};

type Change = JournalItem['changes'][number];

const mostNamed = 3;

/** Of a command that wrote a few records all of them; of a billing run the run alone, and of the changes of a day none: hundreds of them say nothing here. */
const namedOf = (changes: readonly Change[]): readonly Change[] => {
  if (changes.length <= mostNamed) return changes;
  const run = changes.find(({ kind }) => kind === 'billing-run');
  return run === undefined ? [] : [run];
};

/** The records that a command wrote, by their kind and number, each a link where it has a page. */
function Records({ changes }: { readonly changes: readonly Change[] }) {
  const lists = useTranslations('lists');
  const text = useTranslations('app.timeline');
  const named = namedOf(changes);
  return (
    <>
      {named.map(({ kind, id, after }) => {
        const { number } = (after ?? {}) as { readonly number?: string | null };
        const name = `${lists.has(`${kind}.one`) ? lists(`${kind}.one`) : kind}${number === undefined || number === null ? '' : ` ${number}`}`;
        const path = recordPath(kind, id);
        return (
          <span key={`${kind}${id}`} className={classes['who']}>
            {path === null ? (
              <WholeNumbers text={name} />
            ) : (
              <a href={`#${path}`}>
                <WholeNumbers text={name} />
              </a>
            )}
          </span>
        );
      })}
      {changes.length > named.length && <span className={classes['who']}>{text('others', { count: changes.length - named.length })}</span>}
    </>
  );
}

function Entry({ item, documentId }: { readonly item: JournalItem; readonly documentId: string }) {
  const text = useTranslations('app.timeline');
  const words = useCommandText();
  const [isOpen, setOpen] = useState(false);
  const change = item.changes.find(({ id }) => id === documentId) ?? item.changes[0];
  const changes = isOpen && change !== undefined ? changesOf(change.before, change.after) : [];
  return (
    <li className={classes['entry']}>
      <div className={classes['line']}>
        <span className={classes['what']}>{words(item.command.kind)}</span>
        <Records changes={item.changes.filter(({ id }) => id !== documentId)} />
        <span className={classes['who']}>{text('by', { user: item.command.by.user, station: item.command.by.station })}</span>
      </div>
      <MomentText at={item.command.at} />
      {change !== undefined && change.before !== null && (
        <Button variant="subtle" color="gray" size="compact-xs" ms={8} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {text(isOpen ? 'hide' : 'show')}
        </Button>
      )}
      <Essence body={item.command.body} before={change?.before} after={change?.after} />
      {isOpen && <Changes changes={changes} />}
    </li>
  );
}

/** A20: everything that ever happened to a record (`ofCustomer`: to a customer and all its records), newest first, each with who, when, and what was before and after. */
export function Timeline({ documentId, ofCustomer = false }: { readonly documentId: string; readonly ofCustomer?: boolean }) {
  const text = useTranslations('app.timeline');
  const [count, setCount] = useState(pageSize);
  const { value } = useAsked(
    `timeline|${documentId}|${ofCustomer}|${count}`,
    () => workstation().journal({ ...(ofCustomer ? { customerId: documentId } : { documentId }), limit: count }),
    () => true,
  );
  if (value === undefined) return null;
  return (
    <>
      <ol className={classes['list']} aria-label={text('label')}>
        {value.items.map((item) => (
          <Entry key={item.sequence} item={item} documentId={documentId} />
        ))}
      </ol>
      {value.matching > count && (
        <Button variant="default" onClick={() => setCount(count + pageSize)}>
          {text('more', { count: value.matching - count })}
        </Button>
      )}
    </>
  );
}
