import classes from './text.module.css';
import { useUi } from './settings.tsx';

/** A day as the user's language writes it. */
export function DateText({ on }: { readonly on: string | null }) {
  const { day } = useUi();
  return on === null || on === '' ? (
    <span className={classes['nothing']}>–</span>
  ) : (
    <time className={classes['date']} dateTime={on}>
      {day(on)}
    </time>
  );
}

/** A moment by the clock of the books, which is named with it. */
export function MomentText({ at }: { readonly at: string | null }) {
  const { moment, zone } = useUi();
  return at === null || at === '' ? (
    <span className={classes['nothing']}>–</span>
  ) : (
    <time className={classes['date']} dateTime={at} title={zone}>
      {moment(at)}
    </time>
  );
}
