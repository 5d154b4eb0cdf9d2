import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { setupGuide } from '../../../core/views/setup-phases.ts';
import { useToday } from '../../app/hooks.ts';
import { type Role, useSession } from '../../state/session.ts';
import { DateText } from '../../ui/date-text.tsx';
import { Icon } from '../../ui/icon.tsx';
import { MoneyList } from '../../ui/money.tsx';
import { useSetupCounts } from '../../app/setup/counts.ts';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { useUi } from '../../ui/settings.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useGuideState } from './guide-state.ts';
import classes from './home.module.css';
import { SetUpGuide } from './set-up-guide.tsx';
import { type Counted, type Standing, useStanding } from './standing.ts';
import { type Task, tasksFor } from './tasks.ts';

const roles: readonly Role[] = ['finance', 'sales', 'admin'];

function TaskRow({ task }: { readonly task: Task }) {
  const text = useTranslations('home.tasks');
  const { day } = useUi();
  return (
    <li>
      <a className={classes['task']} href={task.href}>
        <StatusBadge tone={task.tone}>
          {text(`${task.id}.title`, { count: task.count, day: task.day === undefined ? '' : day(task.day) })}
        </StatusBadge>
        <span className={classes['taskText']}>{text(`${task.id}.text`, { count: task.count })}</span>
        {task.sums.length > 0 && <MoneyList amounts={task.sums} />}
        <Icon name="right" size={12} />
      </a>
    </li>
  );
}

type FigureId =
  | 'open'
  | 'overdue'
  | 'invoicedThisMonth'
  | 'receivedThisMonth'
  | 'activeSubscriptions'
  | 'trials'
  | 'customers'
  | 'newCustomers';

/** Amounts are added up where `isMoney`, else things are counted. */
const figures: Readonly<Record<FigureId, { readonly href: string; readonly isMoney: boolean }>> = {
  open: { href: '#/invoices?f=status%3Ais%3Aposted%7Cpartially-paid%7Coverdue', isMoney: true },
  overdue: { href: '#/invoices?f=status%3Ais%3Aoverdue', isMoney: true },
  invoicedThisMonth: { href: '#/invoices?f=issuedOn%3Aperiod%3Athis-month', isMoney: true },
  receivedThisMonth: { href: '#/payments', isMoney: true },
  activeSubscriptions: { href: '#/subscriptions?f=status%3Ais%3Aactive%7Cending', isMoney: false },
  trials: { href: '#/subscriptions?f=status%3Ais%3Atrial', isMoney: false },
  customers: { href: '#/customers?f=status%3Ais%3Aactive', isMoney: false },
  newCustomers: { href: '#/customers?f=signedUpOn%3Aperiod%3Alast-30', isMoney: false },
};

const figuresOf: Readonly<Record<Role, readonly FigureId[]>> = {
  finance: ['open', 'overdue', 'invoicedThisMonth', 'receivedThisMonth'],
  sales: ['activeSubscriptions', 'trials', 'newCustomers', 'customers'],
  admin: ['customers', 'activeSubscriptions', 'open', 'invoicedThisMonth'],
};

function Figure({ id, counted }: { readonly id: FigureId; readonly counted: Counted }) {
  const text = useTranslations('home.figures');
  const { number } = useUi();
  const { href, isMoney } = figures[id];
  const sums = counted.sums.filter(({ minor }) => minor !== 0);
  const value: ReactNode = !isMoney ? number(counted.count) : sums.length === 0 ? '–' : <MoneyList amounts={sums} />;
  return (
    <li>
      <a className={classes['figure']} href={href}>
        <span className={classes['figureName']}>{text(id)}</span>
        <span className={classes['figureValue']}>{value}</span>
        {isMoney && <span className={classes['stateText']}>{text('documents', { count: counted.count })}</span>}
      </a>
    </li>
  );
}

function Figures({ role, standing }: { readonly role: Role; readonly standing: Standing }) {
  const text = useTranslations('home');
  return (
    <ul className={classes['figures']} aria-label={text('figuresLabel')}>
      {figuresOf[role].map((id) => (
        <Figure key={id} id={id} counted={standing[id]} />
      ))}
    </ul>
  );
}

function Tasks({ tasks }: { readonly tasks: readonly Task[] }) {
  const text = useTranslations('home');
  return (
    <section className={classes['card']} aria-label={text('tasksTitle')}>
      <header className={classes['cardHead']}>
        <h2>{text('tasksTitle')}</h2>
      </header>
      {tasks.length === 0 ? (
        <p className={classes['nothing']}>{text('nothingToDo')}</p>
      ) : (
        <ul className={classes['tasks']}>
          {tasks.map((task) => (
            <TaskRow key={task.id} task={task} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** WFL-06: what there is to do, for the role that one works in, and how things stand. */
export function Page() {
  const text = useTranslations('home');
  const today = useToday();
  const { role, set } = useSession();
  const standing = useStanding();
  const counts = useSetupCounts();
  const { isDismissed, dismiss } = useGuideState();
  const guide = counts === undefined ? null : setupGuide(counts);
  const showsGuide = guide !== null && !isDismissed && guide.done < guide.of;
  return (
    <>
      <PageHeader
        title={text('title')}
        badge={<DateText on={today} />}
        actions={
          <SegmentedControl
            size="xs"
            aria-label={text('role')}
            value={role}
            onChange={(next) => set({ role: next })}
            data={roles.map((value) => ({ value, label: text(`roles.${value}`) }))}
          />
        }
      />
      <PageBody wide>
        {counts !== undefined && showsGuide && guide.done < 4 && <SetUpGuide counts={counts} onDismiss={() => dismiss(true)} />}
        {standing !== undefined && counts !== undefined && counts.entities > 0 && (
          <>
            <Figures role={role} standing={standing} />
            <Tasks tasks={tasksFor(role, standing, counts, today)} />
          </>
        )}
        {guide !== null && isDismissed && guide.done < guide.of && (
          <a className={classes['guideLink']} href="#/set-up">
            {text('guide.open')}
          </a>
        )}
        {counts !== undefined && showsGuide && guide.done >= 4 && <SetUpGuide counts={counts} onDismiss={() => dismiss(true)} />}
      </PageBody>
    </>
  );
}
