import classes from './text.module.css';
import { useUi } from './settings.tsx';

/** A day as the user's language writes it. */
export function DateText({ on, isInColumn = false }: { readonly on: string | null; readonly isInColumn?: boolean }) {
  const { day, columnDay } = useUi();
  return on === null || on === '' ? (
    <span className={classes['nothing']}>–</span>
  ) : (
    <time className={classes['date']} dateTime={on}>
      {isInColumn ? columnDay(on) : day(on)}
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
