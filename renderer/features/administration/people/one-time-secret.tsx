import { Button, CopyButton, Group, Modal, Stack } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useSyncStatus } from '../../../app/sync/sync-news.ts';
import { Facts } from '../../../ui/facts.tsx';
import classes from '../administration.module.css';

/** A password that was made for somebody. */
export type OneTime = { readonly kind: 'made' | 'reset'; readonly name: string; readonly signInName: string; readonly password: string };

/** Told once: it is kept nowhere, and a click beside the dialog does not lose it. */
export function OneTimeSecret({ secret, onClose }: { readonly secret: OneTime; readonly onClose: () => void }) {
  const text = useTranslations('administration.people.secret');
  const server = useSyncStatus()?.server ?? '';
  const { kind, name, signInName, password } = secret;
  return (
    <Modal
      opened
      onClose={onClose}
      title={text(kind, { name })}
      size={480}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack gap="md">
        <p className={classes['quiet']}>{text('once', { name })}</p>
        <Facts
          facts={[
            { label: text('server'), value: server },
            { label: text('signInName'), value: signInName },
          ]}
        />
        <p className={classes['secret']} data-testid="one-time-secret" aria-label={text('password')}>
          {password}
        </p>
        <Group justify="flex-end" gap="xs">
          <CopyButton value={password}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy} data-autofocus>
                {text(copied ? 'copied' : 'copy')}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>{text('done')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
