import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

type Props = ButtonProps & {
  /** Why it cannot be used now; `null` where it can. */
  readonly reason: string | null;
  readonly onClick: () => void;
  readonly children: ReactNode;
};

/** A button that says why it cannot be used (A9, ROL-05). It stays in reach of the keyboard, or nobody without a mouse would hear the reason. */
export function ReasonedButton({ reason, onClick, children, ...look }: Props) {
  if (reason === null) {
    return (
      <Button {...look} onClick={onClick}>
        {children}
      </Button>
    );
  }
  return (
    <Tooltip label={reason} multiline w={280} events={{ hover: true, focus: true, touch: true }}>
      <Button {...look} data-disabled aria-disabled aria-description={reason} onClick={(event) => event.preventDefault()}>
        {children}
      </Button>
    </Tooltip>
  );
}
