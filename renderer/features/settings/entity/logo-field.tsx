import { Button, Group, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Logo } from '../../../../core/organization/types.ts';
import { usableLogo } from '../../../print/logo.ts';

const maxBytes = 500_000;

const base64Of = (bytes: Uint8Array): string => {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
};

/** A file as a logo; `null` where it is neither a PNG nor an SVG that draws nothing but itself. */
const logoOf = async (file: File): Promise<Logo | null> => {
  const isSvg = file.type === 'image/svg+xml' || file.name.toLowerCase().endsWith('.svg');
  return usableLogo(
    isSvg ? { kind: 'svg', svg: await file.text() } : { kind: 'png', base64: base64Of(new Uint8Array(await file.arrayBuffer())) },
  );
};

/** The mark at the head of documents, from a file. */
export function LogoField({ logo, onChange }: { readonly logo: Logo | null; readonly onChange: (logo: Logo | null) => void }) {
  const text = useTranslations('settings.template');
  const input = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const take = async (file: File): Promise<void> => {
    if (file.size > maxBytes) return setWrong(text('logoTooBig', { name: file.name }));
    const taken = await logoOf(file);
    if (taken === null) return setWrong(text('logoWrong', { name: file.name }));
    setWrong(null);
    return onChange(taken);
  };
  return (
    <div>
      <Text fz={13}>{text('logo')}</Text>
      <Group gap="xs" mt={4}>
        <Button variant="default" onClick={() => input.current?.click()}>
          {text(logo === null ? 'logoChoose' : 'logoReplace')}
        </Button>
        {logo !== null && (
          <Button variant="subtle" color="gray" onClick={() => onChange(null)}>
            {text('logoRemove')}
          </Button>
        )}
        <Text fz={12.5} c="dimmed">
          {logo === null ? text('logoHint') : logo.kind.toUpperCase()}
        </Text>
      </Group>
      {wrong !== null && (
        <Text role="alert" fz={12.5} c="var(--cf-tone-bad)" mt={4}>
          {wrong}
        </Text>
      )}
      <input
        ref={input}
        type="file"
        hidden
        accept=".svg,.png,image/svg+xml,image/png"
        aria-label={text('logo')}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file !== undefined) void take(file);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}
