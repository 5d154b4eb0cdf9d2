import { useTranslations } from 'use-intl';

/** Why a number is void. Reasons that the program gives are said in the reader's language; what a person wrote stays as it is. */
export const useVoidReason = (): ((reason: string) => string) => {
  const text = useTranslations('settings.numbers.reasons');
  return (reason) => (text.has(reason) ? text(reason) : reason);
};
