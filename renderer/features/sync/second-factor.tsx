import { Button, CopyButton, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Outcome, ProblemLike } from '../../../core/kernel/outcome.ts';
import { ErrorSummary } from '../../app/problems.tsx';
import { type SecondFactorBegun, serverDoor } from '../../app/sync/server-door.ts';
import { QrCode } from '../../ui/qr-code.tsx';
import { SecretInput } from './secret-input.tsx';
import classes from './sync.module.css';

type Props = { readonly isOn: boolean; readonly onChanged: () => void };

/** The key in groups of four, as it is typed. */
const grouped = (secret: string): string => secret.replaceAll(/(.{4})(?=.)/g, '$1 ');

/** Sets an authenticator up, tells the codes for its loss once, and turns it off again. */
export function SecondFactor({ isOn, onChanged }: Props) {
  const text = useTranslations('sync.factor');
  const [begun, setBegun] = useState<SecondFactorBegun | null>(null);
  const [codes, setCodes] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState('');
  const [problems, setProblems] = useState<readonly ProblemLike[]>([]);
  const did = async <T,>(work: Promise<Outcome<T, ProblemLike>>, then: (value: T) => void): Promise<void> => {
    const outcome = await work;
    setProblems(outcome.ok ? [] : outcome.problems);
    if (!outcome.ok) return;
    setTyped('');
    then(outcome.value);
  };
  const confirm = (): Promise<void> =>
    did(serverDoor.confirmSecondFactor(typed.trim()), ({ recoveryCodes }) => {
      setBegun(null);
      setCodes(recoveryCodes);
      onChanged();
    });
  const end = (): Promise<void> =>
    did(serverDoor.endSecondFactor(typed), () => {
      setCodes([]);
      onChanged();
    });
  return (
    <div className={classes['narrow']}>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <p>{text(isOn ? 'on' : 'off')}</p>
      {codes.length > 0 && (
        <div role="status">
          <strong>{text('codes')}</strong>
          <p className={classes['quiet']}>{text('codesText')}</p>
          <ul className={classes['codes']}>
            {codes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
          <CopyButton value={codes.join('\n')}>
            {({ copied, copy }) => (
              <Button mt={8} variant="default" onClick={copy}>
                {text(copied ? 'codesCopied' : 'codesCopy')}
              </Button>
            )}
          </CopyButton>
        </div>
      )}
      {begun !== null && (
        <>
          <p>{text('scan')}</p>
          <QrCode content={begun.address} label={text('qr')} />
          <p>{text('secret')}</p>
          <p className={classes['secret']}>{grouped(begun.secret)}</p>
          <TextInput
            label={text('code')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="one-time-code"
          />
          <Button onClick={() => void confirm()} disabled={typed === ''}>
            {text('confirm')}
          </Button>
        </>
      )}
      {begun === null && !isOn && (
        <Button variant="default" onClick={() => void did(serverDoor.beginSecondFactor(), setBegun)}>
          {text('begin')}
        </Button>
      )}
      {isOn && (
        <>
          <SecretInput label={text('endText')} value={typed} onChange={setTyped} autoComplete="current-password" />
          <Button variant="default" disabled={typed === ''} onClick={() => void end()}>
            {text('end')}
          </Button>
        </>
      )}
    </div>
  );
}
