import { ActionIcon, Button, Checkbox, Popover } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Icon } from '../icon.tsx';
import classes from './columns-menu.module.css';
import { type GridLayout, noLayout } from './grid-types.ts';

type Props = {
  readonly columns: readonly { readonly key: string; readonly label: string }[];
  readonly layout: GridLayout;
  readonly onLayout: (layout: GridLayout) => void;
};

/** The keys in the order in which they are shown: those that somebody ordered first, then the others as they come. */
export const orderedKeys = (keys: readonly string[], order: readonly string[]): readonly string[] => [
  ...order.filter((key) => keys.includes(key)),
  ...keys.filter((key) => !order.includes(key)),
];

const moved = (keys: readonly string[], at: number, by: number): readonly string[] => {
  const to = at + by;
  const key = keys[at];
  if (key === undefined || to < 0 || to >= keys.length) return keys;
  return keys.toSpliced(at, 1).toSpliced(to, 0, key);
};

/** Which columns are shown, in which order, and which stay in sight. Works by keyboard as by mouse. */
export function ColumnsMenu({ columns, layout, onLayout }: Props) {
  const text = useTranslations('ui.columns');
  const keys = orderedKeys(
    columns.map(({ key }) => key),
    layout.order,
  );
  const labels = new Map(columns.map(({ key, label }) => [key, label]));
  const toggled = (list: readonly string[], key: string): readonly string[] =>
    list.includes(key) ? list.filter((each) => each !== key) : [...list, key];
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon aria-label={text('label')} title={text('label')}>
          <Icon name="columns" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <ul className={classes['list']} aria-label={text('label')}>
          {keys.map((key, at) => {
            const label = labels.get(key) ?? key;
            const isPinned = layout.pinned.includes(key);
            return (
              <li key={key} className={classes['item']}>
                <Checkbox
                  size="xs"
                  label={label}
                  checked={!layout.hidden.includes(key)}
                  onChange={() => onLayout({ ...layout, order: keys, hidden: toggled(layout.hidden, key) })}
                />
                <span className={classes['buttons']}>
                  <ActionIcon
                    size={22}
                    disabled={at === 0}
                    aria-label={text('up', { column: label })}
                    onClick={() => onLayout({ ...layout, order: moved(keys, at, -1) })}
                  >
                    <Icon name="up" size={12} />
                  </ActionIcon>
                  <ActionIcon
                    size={22}
                    disabled={at === keys.length - 1}
                    aria-label={text('down', { column: label })}
                    onClick={() => onLayout({ ...layout, order: moved(keys, at, 1) })}
                  >
                    <Icon name="down" size={12} />
                  </ActionIcon>
                  <ActionIcon
                    size={22}
                    aria-pressed={isPinned}
                    variant={isPinned ? 'light' : 'subtle'}
                    aria-label={text('pin', { column: label })}
                    onClick={() => onLayout({ ...layout, order: keys, pinned: toggled(layout.pinned, key) })}
                  >
                    <Icon name="pin" size={12} />
                  </ActionIcon>
                </span>
              </li>
            );
          })}
        </ul>
        <Button variant="subtle" color="gray" size="compact-xs" onClick={() => onLayout(noLayout)}>
          {text('reset')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
