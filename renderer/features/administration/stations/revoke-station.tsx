import { useTranslations } from 'use-intl';
import { FormDialog, useDraftForm } from '../../../app/forms.tsx';
import { useDocuments } from '../../../app/hooks.ts';
import { administrationDoor, type StationView } from '../../../app/sync/administration-door.ts';
import { useSyncStatus } from '../../../app/sync/sync-news.ts';
import { toast } from '../../../app/toast.tsx';
import { CheckField, TextField } from '../../../ui/form/fields.tsx';
import { Note } from '../../../ui/note.tsx';
import classes from '../administration.module.css';
import { useOrder } from '../use-order.ts';

type Values = { readonly reason: string; readonly wipe: boolean };

/** Says what happens before it is done: to the machine, to what lies on it, to its numbers. */
function Consequences({ station, wipe }: { readonly station: StationView; readonly wipe: boolean }) {
  const text = useTranslations('administration.stations.revoke');
  const series = useDocuments('number-series').value ?? [];
  const open = series.filter((each) => each.station === station.code && each.state === 'open');
  const isOwn = useSyncStatus()?.station === station.code;
  return (
    <>
      {isOwn && (
        <Note tone="bad" title={text('own')}>
          {text('ownText')}
        </Note>
      )}
      <ul className={classes['list']} aria-label={text('what')}>
        <li>{text('stops', { sessions: station.sessions })}</li>
        <li>{text('unsent', { count: station.toPush, wipe: wipe ? 'yes' : 'no' })}</li>
        <li>
          {open.length === 0
            ? text('noSeries')
            : text('series', { count: open.length, prefixes: open.map(({ prefix }) => prefix).join(', ') })}
        </li>
        <li>{text('code', { code: station.code })}</li>
        <li>{text('never')}</li>
      </ul>
    </>
  );
}

/** D2: nothing is taken from the machine or given to it any more. */
export function RevokeStation({
  station,
  onDone,
  onClose,
}: {
  readonly station: StationView;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const text = useTranslations('administration.stations.revoke');
  const form = useDraftForm<Values>(null, { reason: '', wipe: false });
  const { give, isBusy, problems } = useOrder();
  const wipe = form.watch('wipe');
  const { code } = station;
  const revoke = async (values: Values): Promise<void> => {
    const done = await give(administrationDoor.revokeStation(code, values.reason.trim(), values.wipe));
    if (done === null) return;
    toast({ message: text('done', { code, series: done.closedSeries }) });
    onDone();
  };
  return (
    <FormDialog
      title={text('title', { code, name: station.name })}
      form={form}
      onSubmit={revoke}
      onClose={onClose}
      problems={problems}
      isBusy={isBusy}
      isDanger
      submitLabel={text('confirm')}
    >
      <Consequences station={station} wipe={wipe} />
      <CheckField name="wipe" label={text('wipe')} description={text('wipeText')} />
      <TextField name="reason" label={text('reason')} description={text('reasonText')} isRequired maxLength={200} isFirst />
    </FormDialog>
  );
}
