import { useTranslations } from 'use-intl';
import { Icon } from '../../ui/icon.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import classes from './home.module.css';

/** Everything that comes in as a file, with where it does. */
const imports = [
  { id: 'customers', href: '#/customers/import' },
  { id: 'subscriptions', href: '#/subscriptions/import' },
  { id: 'usage', href: '#/usage/import' },
] as const;

/** A18: which file it is. Each has a template, a mapping and a dry run of its own. */
export function Page() {
  const text = useTranslations('home.import');
  return (
    <>
      <PageHeader title={text('title')} />
      <PageBody>
        <section className={classes['card']} aria-label={text('title')}>
          <ul className={classes['tasks']}>
            {imports.map(({ id, href }) => (
              <li key={id}>
                <a className={classes['task']} href={href}>
                  <span>{text(`${id}.title`)}</span>
                  <span className={classes['taskText']}>{text(`${id}.text`)}</span>
                  <Icon name="right" size={12} />
                </a>
              </li>
            ))}
          </ul>
        </section>
      </PageBody>
    </>
  );
}
