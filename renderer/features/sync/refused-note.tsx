import { useTranslations } from 'use-intl';
import { Note } from '../../ui/note.tsx';

/** Why the organization's sign-in led to nothing, and what to do, by the code that the server or the shell gave. */
export function RefusedNote({ code }: { readonly code: string }) {
  const text = useTranslations('sync.organization.refused');
  if (code === '') return null;
  const key = text.has(`${code}.title`) ? code : 'other';
  return (
    <Note tone={code === 'oidc.cancelled' ? 'info' : 'bad'} title={text(`${key}.title`)}>
      <p>{text(`${key}.text`, { code })}</p>
    </Note>
  );
}
