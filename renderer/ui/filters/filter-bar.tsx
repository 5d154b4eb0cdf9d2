import { ActionIcon, Popover, TextInput, UnstyledButton } from '@mantine/core';
import { type ReactNode, type Ref, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Icon } from '../icon.tsx';
import classes from './filters.module.css';
import { FilterEditor } from './filter-editor.tsx';
import type { FilterField, QuickFilter, UiFilter } from './filter-types.ts';

type Props = {
  readonly fields: readonly FilterField[];
  readonly filters: readonly UiFilter[];
  readonly onFilters: (filters: readonly UiFilter[]) => void;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly quick: readonly QuickFilter[];
  readonly searchRef?: Ref<HTMLInputElement>;
  /** At the end of the bar: views, columns, export. */
  readonly children?: ReactNode;
};

const same = (a: readonly UiFilter[], b: readonly UiFilter[]): boolean => JSON.stringify(a) === JSON.stringify(b);

function Chip({
  field,
  filter,
  onDone,
}: {
  readonly field: FilterField;
  readonly filter: UiFilter;
  readonly onDone: (filter: UiFilter | null) => void;
}) {
  const text = useTranslations('ui.filters');
  const [isOpen, setOpen] = useState(false);
  const named = filter.op === 'period' ? filter.values.map((value) => text(`periods.${value}`)) : filter.values.map(field.labelOf);
  const values = named.length > 2 ? text('several', { first: named[0] ?? '', more: named.length - 1 }) : named.join(', ');
  return (
    <span className={classes['chip']}>
      <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
        <Popover.Target>
          <UnstyledButton className={classes['chipText'] ?? ''} onClick={() => setOpen(!isOpen)}>
            <span className={classes['chipField']}>{field.label}</span>{' '}
            <span className={classes['chipOp']}>{text(`short.${filter.op}`)}</span> {values}
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown>
          <FilterEditor
            field={field}
            filter={filter}
            onDone={(next) => {
              setOpen(false);
              onDone(next);
            }}
          />
        </Popover.Dropdown>
      </Popover>
      <ActionIcon size={20} aria-label={text('removeOne', { field: field.label })} onClick={() => onDone(null)}>
        <Icon name="cross" size={11} />
      </ActionIcon>
    </span>
  );
}

function AddFilter({ fields, onAdd }: { readonly fields: readonly FilterField[]; readonly onAdd: (filter: UiFilter) => void }) {
  const text = useTranslations('ui.filters');
  const [field, setField] = useState<FilterField | null>(null);
  const [isOpen, setOpen] = useState(false);
  const close = (): void => {
    setOpen(false);
    setField(null);
  };
  return (
    <Popover opened={isOpen} onChange={(open) => (open ? setOpen(true) : close())} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes['add'] ?? ''} onClick={() => (isOpen ? close() : setOpen(true))} aria-haspopup="dialog">
          <Icon name="filter" size={14} />
          {text('add')}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={field === null ? 4 : 'sm'}>
        {field === null ? (
          <div className={classes['fields']} role="group" aria-label={text('add')}>
            {fields.map((each) => (
              <UnstyledButton key={each.key} className={classes['field'] ?? ''} onClick={() => setField(each)}>
                {each.label}
              </UnstyledButton>
            ))}
          </div>
        ) : (
          <>
            <div className={classes['editorTitle']}>{field.label}</div>
            <FilterEditor
              field={field}
              filter={null}
              onDone={(filter) => {
                close();
                if (filter !== null) onAdd(filter);
              }}
            />
          </>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

/** The line over a list: search, quick filters, a chip for each condition, and what stands at its end. */
export function FilterBar({ fields, filters, onFilters, text: searched, onText, quick, searchRef, children }: Props) {
  const text = useTranslations('ui.filters');
  const [typed, setTyped] = useState(searched);
  // The address follows when the typing rests; what changes it from elsewhere is shown.
  useEffect(() => setTyped(searched), [searched]);
  useEffect(() => {
    if (typed === searched) return undefined;
    const timer = setTimeout(() => onText(typed), 200);
    return () => clearTimeout(timer);
  }, [typed, searched, onText]);
  const change = (at: number, next: UiFilter | null): void => onFilters(next === null ? filters.toSpliced(at, 1) : filters.with(at, next));
  return (
    <div className={`${classes['bar']} cf-no-print`} role="search">
      <TextInput
        ref={searchRef}
        size="xs"
        w={190}
        type="search"
        aria-label={text('search')}
        placeholder={text('search')}
        leftSection={<Icon name="search" size={13} />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {quick.length > 0 && (
        <div className={classes['quick']} role="group" aria-label={text('quick')}>
          {quick.map(({ id, label, filters: wanted }) => (
            <UnstyledButton
              key={id}
              className={classes['quickOne'] ?? ''}
              aria-pressed={same(filters, wanted)}
              onClick={() => onFilters(same(filters, wanted) ? [] : wanted)}
            >
              {label}
            </UnstyledButton>
          ))}
        </div>
      )}
      {filters.map((filter, at) => {
        const field = fields.find(({ key }) => key === filter.column);
        return field === undefined ? null : (
          <Chip key={`${filter.column}-${filter.op}`} field={field} filter={filter} onDone={(next) => change(at, next)} />
        );
      })}
      {fields.length > 0 && (
        <AddFilter
          fields={fields}
          onAdd={(filter) => onFilters([...filters.filter(({ column, op }) => column !== filter.column || op !== filter.op), filter])}
        />
      )}
      {filters.length > 1 && (
        <UnstyledButton className={classes['add'] ?? ''} onClick={() => onFilters([])}>
          {text('clear')}
        </UnstyledButton>
      )}
      <div className={classes['end']}>{children}</div>
    </div>
  );
}
