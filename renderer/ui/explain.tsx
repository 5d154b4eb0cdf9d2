import { Popover, UnstyledButton } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import classes from './explain.module.css';

type Props = {
  /** What is explained, for those who do not see it: "Explain £12.00 net". */
  readonly label: string;
  /** The figure itself. */
  readonly figure: ReactNode;
  /** In pixels; wide enough for a table of bands where it is one. */
  readonly width?: number;
  /** Drawn when it is opened. */
  readonly children: () => ReactNode;
};

/** A figure that can be asked: a click shows how it came to be and leads to its documents. */
export function Explain({ label, figure, width = 360, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={width} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes['figure'] ?? ''}
          onClick={(event) => {
            event.stopPropagation();
            setOpen(!isOpen);
          }}
        >
          <span className="cf-visually-hidden">{label} </span>
          {figure}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes['panel'] ?? ''}>{isOpen && children()}</Popover.Dropdown>
    </Popover>
  );
}

/** One step of an explanation: what, and how much. */
export function ExplainStep({
  label,
  value,
  isTotal = false,
}: {
  readonly label: ReactNode;
  readonly value: ReactNode;
  readonly isTotal?: boolean;
}) {
  return (
    <div className={classes['step']} data-total={isTotal || undefined}>
      <span>{label}</span>
      <span>{value}</span>
    </div>
  );
}
