import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ErrorSummary } from '../../../app/problems.tsx';
import { administrationDoor, type AuditVerified } from '../../../app/sync/administration-door.ts';
import { useServerReason } from '../../../app/sync/server-reason.ts';
import { MomentText } from '../../../ui/date-text.tsx';
import { Note } from '../../../ui/note.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import classes from '../administration.module.css';
import { useServerData } from '../server-data.ts';
import { useOrder } from '../use-order.ts';
import { ChainFile } from './chain-file.tsx';

const shortHash = 16;

function Verified({ verified }: { readonly verified: AuditVerified }) {
  const text = useTranslations('administration.audit.chain');
  const { entries, problems } = verified;
  if (problems.length === 0) return <Note tone="good" title={text('holds', { count: entries })} />;
  return (
    <Note tone="bad" title={text('broken', { count: problems.length })}>
      <ul className={classes['list']}>
        {problems.map((problem, at) => (
          <li key={`${problem.code} ${at}`}>
            {text.has(`problems.${problem.code}`) ? text(`problems.${problem.code}`, facts(problem)) : problem.code}
          </li>
        ))}
      </ul>
    </Note>
  );
}

const facts = (problem: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(problem).map(([key, value]) => [key, String(value)]));

/** BEY-04: how far the chain reaches and who signed that; going through it whole; the file that an auditor verifies without this server. */
export function ChainBar() {
  const text = useTranslations('administration.audit.chain');
  const head = useServerData('audit-head', administrationDoor.auditHead).value?.head ?? null;
  const reason = useServerReason();
  const { give, isBusy, problems } = useOrder();
  const [verified, setVerified] = useState<AuditVerified | null>(null);
  const verify = async (): Promise<void> => setVerified(await give(administrationDoor.verifyAudit()));
  return (
    <div className={classes['chain']}>
      {head === null ? (
        <span className={classes['quiet']}>{text('none')}</span>
      ) : (
        <>
          <strong>{text('head', { position: head.position })}</strong>
          <span className={classes['quiet']}>
            {text('signed')} <MomentText at={head.signedAt} />
          </span>
          <span className={classes['code']} title={head.hash}>
            {head.hash.slice(0, shortHash)}…
          </span>
          <span className={classes['quiet']}>
            {text('key')} <span className={classes['code']}>{head.keyId}</span>
          </span>
        </>
      )}
      <span className={classes['chainEnd']}>
        <ReasonedButton variant="default" reason={reason} loading={isBusy} onClick={() => void verify()}>
          {text('verify')}
        </ReasonedButton>
        <ChainFile />
      </span>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      {verified !== null && <Verified verified={verified} />}
    </div>
  );
}
