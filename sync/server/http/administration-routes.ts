import type { FastifyRequest } from 'fastify';
import { engineVersion } from '../../../core/engine.ts';
import { shaped } from '../../../core/kernel/shape.ts';
import { isAllowed, type Need } from '../../../core/permissions.ts';
import {
  auditQuerySchema,
  type AuditQuery,
  type HealthView,
  jobAskSchema,
  personCreateSchema,
  personEditSchema,
  personOnlySchema,
  personResetSchema,
  stationRevokeSchema,
} from '../../protocol/administration.ts';
import { strictObject } from '../../protocol/shapes.ts';
import { oldestPushedVersion, protocolVersion } from '../../protocol/version.ts';
import { askJob, listJobs } from '../jobs/desk.ts';
import { auditExport, auditHead, auditPage, auditVerified } from '../operation/audit.ts';
import { listBackups } from '../operation/backup.ts';
import { backupFolder } from '../operation/backup-folder.ts';
import { numbersView } from '../numbers/gap-view.ts';
import { shownPeople } from '../people/list-people.ts';
import { instantOf } from '../people/people-store.ts';
import { createPerson, editPerson, endSessions, resetPassword } from '../people/people.ts';
import { resetSecondFactor, unlock } from '../people/relief.ts';
import { closeSeriesOf } from '../people/close-series-of.ts';
import { listStations } from '../people/list-stations.ts';
import { revokeStation } from '../people/stations.ts';
import { standing } from '../replication/pull.ts';
import { signedIn } from './authentication.ts';
import type { Dependencies } from './dependencies.ts';
import { orMalformed, orRefuse, Refusal, refusalOf } from './refusal.ts';
import { get, guarded, post, type Route } from './route.ts';

const readPeople: Need = { area: 'people', level: 'read' };
const readAudit: Need = { area: 'audit', level: 'read' };

const needing = (request: FastifyRequest, need: Need): void => {
  if (!isAllowed(signedIn(request).role, need)) throw refusalOf({ code: 'access.role' });
};

const needingAdministrator = (request: FastifyRequest): void => {
  if (signedIn(request).role !== 'administrator') throw refusalOf({ code: 'access.role' });
};

/** ROL-06: the whole chain speaks of every entity, so only who works for all of them goes through it. */
const needingAudit = (request: FastifyRequest): void => {
  needing(request, readAudit);
  if (signedIn(request).entityIds !== null) throw refusalOf({ code: 'access.role' });
};

const auditQueryOf = (request: FastifyRequest): AuditQuery =>
  orMalformed(shaped<AuditQuery>(auditQuerySchema, { ...(request.query as object) }));

const healthOf = async ({ store, readiness, measured, configuration }: Dependencies): Promise<HealthView> => {
  const { isReady, checks } = await readiness();
  const { epoch } = await standing(store);
  const { sequence, entries, jobsDue, jobsFailed, oldestDueSeconds } = await measured();
  const [last] = await listBackups(backupFolder(configuration));
  return {
    isReady,
    checks,
    database: store.dialect,
    epoch,
    documentsChanged: sequence,
    auditEntries: entries,
    jobsDue,
    jobsFailed,
    oldestDueSeconds,
    lastBackup: last === undefined ? null : { at: last.at, bytes: last.bytes },
    protocol: { newest: protocolVersion, oldestPushed: oldestPushedVersion },
    engine: engineVersion,
  };
};

/** What the administrator's page asks and orders. */
export const administrationRoutes: readonly Route[] = [
  get('/admin/v1/people', 'person', async ({ house }, request) => {
    needing(request, readPeople);
    return { people: await shownPeople(house) };
  }),
  post('/admin/v1/people/create', 'person', personCreateSchema, async ({ house }, request, _reply, body) =>
    orRefuse(await createPerson(house, signedIn(request), body)),
  ),
  post('/admin/v1/people/edit', 'person', personEditSchema, async ({ house }, request, _reply, { id, ...edit }) =>
    orRefuse(await editPerson(house, signedIn(request), id, edit)),
  ),
  post('/admin/v1/people/reset-password', 'person', personResetSchema, async ({ house }, request, _reply, { id, withoutSecondFactor }) =>
    orRefuse(await resetPassword(house, signedIn(request), id, withoutSecondFactor)),
  ),
  post('/admin/v1/people/end-sessions', 'person', personOnlySchema, async ({ house }, request, _reply, { id }) => {
    orRefuse(await endSessions(house, signedIn(request), id));
    return {};
  }),
  post('/admin/v1/people/reset-second-factor', 'person', personOnlySchema, async ({ house }, request, _reply, { id }) => {
    orRefuse(await resetSecondFactor(house, signedIn(request), id));
    return {};
  }),
  post('/admin/v1/people/unlock', 'person', personOnlySchema, async ({ house }, request, _reply, { id }) => {
    orRefuse(await unlock(house, signedIn(request), id));
    return {};
  }),
  get('/admin/v1/stations', 'person', async ({ house }, request) => {
    needing(request, readPeople);
    return { stations: await listStations(house) };
  }),
  post('/admin/v1/stations/revoke', 'person', stationRevokeSchema, async ({ house, store, stations }, request, _reply, body) => {
    const { code, wipe, reason } = body;
    orRefuse(await revokeStation(house, stations, signedIn(request), code, wipe, reason));
    return { closedSeries: await closeSeriesOf(store, code, instantOf(house.now())) };
  }),
  get('/admin/v1/jobs', 'person', async ({ house, jobs, configuration }, request) => {
    needingAdministrator(request);
    return { jobs: await listJobs(house.reader, jobs, { now: instantOf(house.now()), zone: configuration['jobs.zone'] }) };
  }),
  post('/admin/v1/jobs/ask', 'person', jobAskSchema, async ({ house, jobs }, request, _reply, body) => {
    needingAdministrator(request);
    const caller = signedIn(request);
    const isDone = await askJob(house.db, jobs, body, instantOf(house.now()));
    if (!isDone) throw new Refusal(404, { code: 'job.unknown' });
    await house.change(async (_tx, note) => {
      await note({ kind: `job.${body.what}`, by: caller.personId, station: caller.station, body: { job: body.job } });
    });
    return {};
  }),
  get('/admin/v1/audit', 'person', async ({ store }, request) => {
    needing(request, readAudit);
    return auditPage(store, signedIn(request).entityIds, auditQueryOf(request));
  }),
  get('/admin/v1/audit/head', 'person', async ({ store }, request) => {
    needingAudit(request);
    return auditHead(store);
  }),
  guarded(
    post('/admin/v1/audit/verify', 'person', strictObject({}), async ({ store }, request) => {
      needingAudit(request);
      return auditVerified(store);
    }),
  ),
  get('/admin/v1/audit/export', 'person', async ({ store }, request, reply) => {
    needing(request, readAudit);
    void reply.header('content-disposition', 'attachment; filename="counterfoil-audit.ndjson"').type('application/x-ndjson');
    return reply.send(auditExport(store, signedIn(request).entityIds));
  }),
  get('/admin/v1/numbers', 'person', async ({ store }, request) => {
    needing(request, readAudit);
    return numbersView(store, signedIn(request).entityIds);
  }),
  get('/admin/v1/health', 'person', async (dependencies, request) => {
    needingAdministrator(request);
    return healthOf(dependencies);
  }),
];
