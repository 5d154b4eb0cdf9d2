import type {
  AuditHeadView,
  AuditPage,
  AuditVerified,
  HealthView,
  JobView,
  NumbersView,
  PersonView,
  StationView,
} from '../../../sync/protocol/administration.ts';
import type { Role } from '../../../core/permissions.ts';
import { type Answered, asked, askedText, type Fields } from './server-ask.ts';

export type {
  AuditEntryView,
  AuditHeadView,
  AuditPage,
  AuditVerified,
  HealthView,
  JobRunView,
  JobView,
  NumbersView,
  PersonView,
  SeriesNumbers,
  StationView,
} from '../../../sync/protocol/administration.ts';

export type PersonFields = { readonly name: string; readonly role: Role; readonly entityIds: readonly string[] | null };
export type AuditQuestion = Readonly<
  Partial<Record<'before' | 'station' | 'person' | 'kind' | 'document' | 'verdict' | 'from' | 'until', string>>
>;
export type JobOrder = 'run' | 'pause' | 'resume' | 'retry';

const place = '/admin/v1';
const read = <T>(path: string): Answered<T> => asked('GET', `${place}/${path}`, null);
const order = <T = Fields>(path: string, body: Fields): Answered<T> => asked('POST', `${place}/${path}`, body);

const queryOf = (question: AuditQuestion): string => {
  const text = new URLSearchParams(Object.entries(question).filter(([, value]) => value !== '')).toString();
  return text === '' ? '' : `?${text}`;
};

/** The server as an administrator speaks to it (`sync/protocol/administration.ts`). Who may is the server's business; the screens only say it beforehand. */
export const administrationDoor = {
  people: () => read<{ readonly people: readonly PersonView[] }>('people'),
  /** The password is told once. */
  createPerson: (person: PersonFields & { readonly signInName: string }) =>
    order<{ readonly person: { readonly id: string }; readonly password: string }>('people/create', person),
  editPerson: (id: string, fields: Partial<PersonFields> & { readonly state?: 'active' | 'inactive' }) =>
    order('people/edit', { id, ...fields }),
  resetPassword: (id: string) => order<{ readonly password: string }>('people/reset-password', { id, withoutSecondFactor: false }),
  resetSecondFactor: (id: string) => order('people/reset-second-factor', { id }),
  unlock: (id: string) => order('people/unlock', { id }),
  endSessions: (id: string) => order('people/end-sessions', { id }),
  stations: () => read<{ readonly stations: readonly StationView[] }>('stations'),
  revokeStation: (code: string, reason: string, wipe: boolean) =>
    order<{ readonly closedSeries: number }>('stations/revoke', { code, wipe, reason }),
  jobs: () => read<{ readonly jobs: readonly JobView[] }>('jobs'),
  askJob: (job: string, what: JobOrder, dueAt?: string) => order('jobs/ask', { job, what, ...(dueAt === undefined ? {} : { dueAt }) }),
  audit: (question: AuditQuestion) => read<AuditPage>(`audit${queryOf(question)}`),
  auditHead: () => read<AuditHeadView>('audit/head'),
  verifyAudit: () => order<AuditVerified>('audit/verify', {}),
  auditFile: () => askedText(`${place}/audit/export`),
  numbers: () => read<NumbersView>('numbers'),
  health: () => read<HealthView>('health'),
} as const;
