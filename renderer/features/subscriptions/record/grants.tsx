import { ActionIcon, Button, Menu } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { itemById, lastTerm } from '../../../../core/subscriptions/timeline.ts';
import type { Grant } from '../../../../core/entitlements/types.ts';
import type { Subscription } from '../../../../core/subscriptions/types.ts';
import { entitlementStandings } from '../../../../core/views/entitlement-standing.ts';
import { EntitlementTable, grantTones } from '../../../app/ahead/entitlements.tsx';
import type { CatalogNames } from '../../../app/catalog.ts';
import { clock } from '../../../app/clock.ts';
import { DateText, MomentText } from '../../../ui/date-text.tsx';
import { Section } from '../../../ui/facts.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { useUi } from '../../../ui/settings.tsx';
import type { OpenAction } from '../actions/open-action.tsx';
import classes from '../subscriptions.module.css';

type Props = { readonly subscription: Subscription; readonly catalog: CatalogNames; readonly onAction: (action: OpenAction) => void };

const isOver = ({ state }: Grant): boolean => state.kind === 'expired' || state.kind === 'revoked';

/** What may be done with a grant: nothing with one that is over. */
const offeredFor = (grant: Grant): readonly { readonly id: OpenAction['id']; readonly about: string }[] => {
  if (isOver(grant)) return [];
  const { counting } = grant.definition;
  return [
    ...(counting === 'consumable' ? [{ id: 'consume', about: grant.featureId } as const] : []),
    ...(counting === 'limit' ? [{ id: 'set-in-use', about: grant.featureId } as const] : []),
    ...(counting !== 'none' && grant.limit !== null ? [{ id: 'top-up', about: grant.id } as const] : []),
    { id: 'revoke', about: grant.id },
  ];
};

function GrantMenu({ grant, name, onAction }: { readonly grant: Grant; readonly name: string; readonly onAction: Props['onAction'] }) {
  const text = useTranslations('subscriptions.menu');
  const offered = offeredFor(grant);
  if (offered.length === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={text('ofItem', { name })}>
          <Icon name="dots" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map((action) => (
          <Menu.Item key={action.id} onClick={() => onAction(action)} {...(action.id === 'revoke' ? { color: 'var(--cf-tone-bad)' } : {})}>
            {text(action.id)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Each lot of units with where it came from, what is left of it and its own end (ENT-24). */
function Lots({ grant }: { readonly grant: Grant }) {
  const text = useTranslations('subscriptions.grants');
  const { number } = useUi();
  if (grant.definition.counting === 'none') return <span className={classes['quiet']}>{text('access')}</span>;
  if (grant.limit === null) return <span className={classes['quiet']}>{text('unlimited')}</span>;
  if (grant.allotments.length === 0) return <>{number(grant.limit)}</>;
  return (
    <>
      {grant.allotments.map((lot) => (
        <div key={lot.id}>
          {grant.definition.counting === 'consumable'
            ? text('usedOf', { used: number(lot.used), granted: number(lot.granted) })
            : number(lot.granted)}{' '}
          <span className={classes['quiet']}>
            {text(`sources.${lot.source}`)}
            {lot.expiresAt !== null && (
              <>
                {', '}
                {text('until')} <DateText on={lot.expiresAt.slice(0, 10)} />
              </>
            )}
          </span>
        </div>
      ))}
    </>
  );
}

function GrantRow({ grant, ...props }: Props & { readonly grant: Grant }) {
  const text = useTranslations('subscriptions.grants');
  const { subscription, catalog, onAction } = props;
  const name = catalog.feature(grant.featureId)?.name ?? grant.featureId;
  const item = grant.itemId === '' ? null : itemById(subscription, grant.itemId);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{item === null ? text('byHand') : catalog.plan(lastTerm(item).planId)}</td>
      <td className={classes['end']}>
        <Lots grant={grant} />
      </td>
      <td>
        <StatusBadge tone={grantTones[grant.state.kind]}>{text(`states.${grant.state.kind}`)}</StatusBadge>
        {grant.state.kind === 'revoked' && (
          <div className={classes['quiet']}>
            {text.has(`reasons.${grant.state.reason}`) ? text(`reasons.${grant.state.reason}`) : grant.state.reason}
          </div>
        )}
      </td>
      <td>
        <MomentText at={grant.expiresAt} />
      </td>
      <td className={classes['end']}>
        <GrantMenu grant={grant} name={name} onAction={onAction} />
      </td>
    </tr>
  );
}

/** ENT-02, ENT-25: the grants one by one, the running ones first, and what can be done about each. */
function GrantTable(props: Props) {
  const text = useTranslations('subscriptions.grants');
  const grants = props.subscription.grants.toSorted((a, b) => Number(isOver(a)) - Number(isOver(b)));
  return (
    <table className={classes['table']} aria-label={text('title')}>
      <thead>
        <tr>
          <th scope="col">{text('feature')}</th>
          <th scope="col">{text('from')}</th>
          <th scope="col" className={classes['end']}>
            {text('units')}
          </th>
          <th scope="col">{text('state')}</th>
          <th scope="col">{text('ends')}</th>
          <th scope="col">
            <span className="cf-visually-hidden">{text('actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {grants.map((grant) => (
          <GrantRow key={grant.id} {...props} grant={grant} />
        ))}
      </tbody>
    </table>
  );
}

/** What the subscription grants: the answer to a check of each feature, and the grants that make it up. */
export function Grants(props: Props) {
  const text = useTranslations('subscriptions');
  const { subscription, catalog, onAction } = props;
  const isLiving = subscription.state.kind !== 'cancelled';
  return (
    <>
      <Section
        title={text('grants.standing')}
        action={
          isLiving && (
            <Button variant="default" size="compact-sm" onClick={() => onAction({ id: 'grant-feature', about: '' })}>
              {text('menu.grant-feature')}
            </Button>
          )
        }
      >
        <EntitlementTable standings={entitlementStandings([subscription], clock.now())} catalog={catalog} empty={text('noGrants')} />
      </Section>
      {subscription.grants.length > 0 && (
        <Section title={text('grants.title')}>
          <GrantTable {...props} />
        </Section>
      )}
    </>
  );
}
