import { useTranslations } from 'use-intl';
import { saveFile } from '../../../app/files.ts';
import { ErrorSummary } from '../../../app/problems.tsx';
import { administrationDoor } from '../../../app/sync/administration-door.ts';
import { useServerReason } from '../../../app/sync/server-reason.ts';
import { toast } from '../../../app/toast.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useOrder } from '../use-order.ts';

/** AUD-03, BEY-04: the chain as an auditor verifies it without this server; for somebody of some entities, what was done to these. */
export function ChainFile() {
  const text = useTranslations('administration.audit.chain');
  const reason = useServerReason();
  const { give, isBusy, problems } = useOrder();
  const save = async (): Promise<void> => {
    const file = await give(administrationDoor.auditFile());
    if (file === null) return;
    const saved = await saveFile('text', 'counterfoil-audit.ndjson.txt', new Blob([file], { type: 'application/x-ndjson' }));
    if (saved.kind === 'saved') toast({ message: text('saved', { name: saved.name }) });
    if (saved.kind === 'failed') toast({ message: text('notSaved', { reason: saved.reason }), tone: 'bad' });
  };
  return (
    <>
      <ReasonedButton variant="default" reason={reason} loading={isBusy} onClick={() => void save()}>
        {text('export')}
      </ReasonedButton>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
    </>
  );
}
