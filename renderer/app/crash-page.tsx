import { Component, type ReactNode } from 'react';
import { Button, Code, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { shell } from './files.ts';

/** What is shown when our own code is wrong. Everything committed is safe; the page says so and offers the way back. */
export function CrashPage({ error }: { readonly error: unknown }) {
  const text = useTranslations('app');
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return (
    <Stack p="xl" maw={640} role="alert">
      <Title order={2}>{text('crash.title')}</Title>
      <Text>{text('crash.text')}</Text>
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {what}
      </Code>
      <Group>
        <Button onClick={() => location.reload()}>{text('crash.reload')}</Button>
        <Button
          variant="default"
          onClick={() => {
            location.hash = '#/';
            location.reload();
          }}
        >
          {text('crash.home')}
        </Button>
      </Group>
    </Stack>
  );
}

type Props = { readonly children: ReactNode };
type State = { readonly error: unknown };

/** Catches what React throws while it draws, so that a broken page is never an empty window. */
export class CrashBoundary extends Component<Props, State> {
  override readonly state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override componentDidCatch(): void {
    // Where it broke stands in the shell's own trace; the message may quote a record and is not kept.
    void shell()?.ask['log.write']({ level: 'error', event: 'page-broke', facts: {} });
  }

  override render(): ReactNode {
    return this.state.error === null ? this.props.children : <CrashPage error={this.state.error} />;
  }
}
