import { Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { StopPage } from '../../ui/stop-page.tsx';
import { saveFile } from '../files.ts';
import { useGo, usePath } from '../navigation.ts';
import { workstation } from '../workstation.ts';
import { useSyncStatus } from './sync-news.ts';

/** Everything of this store in one file, wherever the person wants it. */
export const saveCopy = async (): Promise<boolean> => {
  const file = await workstation().exportAll();
  const saved = await saveFile('backup', `counterfoil-${workstation().clock.now().slice(0, 10)}.counterfoil`, file);
  return saved.kind === 'saved';
};

/** What a revoked station still opens: whoever may, enrols it anew. */
const openPaths = ['/connect'];

/** A station that the server has revoked shows nothing of the company any more. What was not sent stays in its store, and comes along when it is enrolled anew. */
export function Locked({ page, children }: { readonly page: ReactNode; readonly children: ReactNode }) {
  const status = useSyncStatus();
  const text = useTranslations('app.sync.locked');
  const go = useGo();
  const path = usePath();
  if (status?.trouble?.code !== 'station.revoked') return children;
  // Without the frame: its search would still show the company.
  if (openPaths.includes(path)) return page;
  return (
    <StopPage
      title={text('title', { station: status.station ?? '' })}
      acts={
        <>
          <Button onClick={() => go('/connect?again=1')}>{text('again')}</Button>
          <Button variant="default" onClick={() => void workstation().sync.now()}>
            {text('ask')}
          </Button>
        </>
      }
    >
      <Text fz={14}>{text('text', { count: status.pending })}</Text>
    </StopPage>
  );
}
