import 'dayjs/locale/de';
import { MantineProvider, MantineThemeProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { Notifications } from '@mantine/notifications';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { IntlProvider, useTranslations } from 'use-intl';
import { useSession } from '../state/session.ts';
import { UiSettingsContext } from '../ui/settings.tsx';
import { figuresOf, formatLocale, momentsOf } from './formats.ts';
import { useToday, useZone } from './hooks.ts';
import { machineLocale, messagesOf } from './messages.ts';
import { styleNonce } from './style-nonce.ts';
import { theme } from './theme.ts';
import classes from './toasts.module.css';

function Settings({ children }: { readonly children: ReactNode }) {
  const locale = useSession((session) => session.locale) ?? machineLocale();
  const density = useSession((session) => session.density);
  const isPrivate = useSession((session) => session.isPrivate);
  const today = useToday();
  const zone = useZone();
  const settings = useMemo(
    () => ({ ...figuresOf(formatLocale(locale), isPrivate), ...momentsOf(formatLocale(locale), zone), density, isPrivate, today }),
    [locale, density, isPrivate, today, zone],
  );
  return <UiSettingsContext value={settings}>{children}</UiSettingsContext>;
}

/** Where toasts appear. Their cross has a name, which the part itself does not give it. */
function Toasts() {
  const close = useTranslations('ui.confirm')('close');
  const named = useMemo(() => ({ components: { Notification: { defaultProps: { closeButtonProps: { 'aria-label': close } } } } }), [close]);
  return (
    <MantineThemeProvider theme={named}>
      <Notifications position="bottom-left" autoClose={6000} limit={4} className={classes['toasts'] ?? ''} />
    </MantineThemeProvider>
  );
}

/** Language, formats and looks for everything inside. Nothing is drawn before the chosen language's words are there. */
export function Providers({ children }: { readonly children: ReactNode }) {
  const locale = useSession((session) => session.locale) ?? machineLocale();
  const choice = useSession((session) => session.theme);
  const [texts, setTexts] = useState<{ readonly locale: string; readonly messages: Readonly<Record<string, unknown>> } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const load = async (): Promise<void> => {
      const messages = await messagesOf(locale);
      if (!isCurrent) return;
      document.documentElement.lang = locale;
      setTexts({ locale, messages });
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [locale]);
  if (texts === null) return null;
  return (
    <MantineProvider theme={theme} {...colorScheme(choice)} getStyleNonce={styleNonce} deduplicateInlineStyles>
      <IntlProvider locale={formatLocale(locale)} messages={texts.messages as never} timeZone="UTC">
        <Settings>
          <DatesProvider settings={{ locale: texts.locale, firstDayOfWeek: 1 }}>{children}</DatesProvider>
          <Toasts />
        </Settings>
      </IntlProvider>
    </MantineProvider>
  );
}

const colorScheme = (choice: 'light' | 'dark' | 'system') =>
  choice === 'system' ? { defaultColorScheme: 'auto' as const } : { forceColorScheme: choice };
