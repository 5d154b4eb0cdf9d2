import { Anchor, Button, Popover, Stack, Text } from '@mantine/core';

/** The one thing to do on a page. */
export type Action = {
  readonly label: string;
  readonly run: () => void;
  /** Why it cannot be done yet, and the way to what lacks. */
  readonly lacks?: { readonly reason: string; readonly way: { readonly label: string; readonly href: string } } | undefined;
};

/** Does it; as long as something lacks it stands still, and a press says what, with the way there. */
export function ActionButton({
  action,
  variant = 'filled',
  mt,
}: {
  readonly action: Action;
  readonly variant?: string;
  readonly mt?: number;
}) {
  const { label, run, lacks } = action;
  const margin = mt === undefined ? {} : { mt };
  if (lacks === undefined) {
    return (
      <Button size="xs" variant={variant} onClick={run} {...margin}>
        {label}
      </Button>
    );
  }
  return (
    <Popover width={260} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button size="xs" variant={variant} data-disabled aria-disabled aria-description={lacks.reason} {...margin}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={6} align="flex-start">
          <Text fz={13}>{lacks.reason}</Text>
          <Anchor href={lacks.way.href} fz={13}>
            {lacks.way.label}
          </Anchor>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
