import { Icon } from '../icon.tsx';
import classes from './data-grid.module.css';

type Props = { readonly state: 'all' | 'some' | 'none'; readonly label: string; readonly onClick: (isRange: boolean) => void };

/** A check box inside the grid: the keyboard reaches it by Space on the row, so it is no tab stop of its own. */
export function GridCheck({ state, label, onClick }: Props) {
  return (
    <span
      role="checkbox"
      aria-label={label}
      aria-checked={state === 'all' ? true : state === 'some' ? 'mixed' : false}
      tabIndex={-1}
      className={classes['box']}
      data-state={state}
      onClick={(event) => {
        event.stopPropagation();
        onClick(event.shiftKey);
      }}
      onKeyDown={(event) => {
        if (event.key === ' ') onClick(event.shiftKey);
      }}
    >
      {state === 'all' && <Icon name="check" size={12} />}
    </span>
  );
}
