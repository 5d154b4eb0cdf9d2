import { MantineProvider } from '@mantine/core';
import { render } from '@testing-library/react';
import type { ReactElement } from 'react';
import { IntlProvider } from 'use-intl';
import ui from '../../../assets/locales/en/ui.json' with { type: 'json' };
import { type UiSettings, UiSettingsContext } from '../../../renderer/ui/settings.tsx';

/** Settings as an English user has them, without the engine. */
const settings: UiSettings = {
  amount: (minor) => (minor / 100).toLocaleString('en-GB', { minimumFractionDigits: 2 }),
  money: (minor, currency) => `${currency} ${(minor / 100).toFixed(2)}`,
  price: (value) => value,
  number: (value) => Number(value).toLocaleString('en-GB'),
  percent: (value) => `${value}%`,
  day: (date) => date,
  columnDay: (date) => date,
  moment: (instant) => instant,
  zone: 'UTC',
  wallTime: (instant) => instant.slice(0, 16),
  instantAt: (wallTime) => `${wallTime}:00.000Z`,
  today: '2026-11-20',
  density: 'normal',
  isPrivate: false,
};

/** Draws a part as the application does: with its theme, its words and its formats. */
export const drawn = (element: ReactElement, given: Partial<UiSettings> = {}) => {
  const wrapped = (inner: ReactElement): ReactElement => (
    <MantineProvider env="test">
      <IntlProvider locale="en-GB" messages={{ ui } as never} timeZone="UTC">
        <UiSettingsContext value={{ ...settings, ...given }}>{inner}</UiSettingsContext>
      </IntlProvider>
    </MantineProvider>
  );
  const result = render(wrapped(element));
  return { ...result, redraw: (next: ReactElement) => result.rerender(wrapped(next)) };
};
