import { collections, type DocumentKind } from '../../../../core/collections.ts';
import { newEntity } from '../../../../core/organization/new-entity.ts';
import type { BodyOf, CommandKind } from '../../../../core/use-cases.ts';
import { SyncClient } from '../../../../sync/client/sync-client.ts';
import type { Answer, Transport } from '../../../../sync/client/transport.ts';
import { memoryCommands } from '../../../../sync/local/memory/commands.ts';
import { memoryDocuments } from '../../../../sync/local/memory/documents.ts';
import { runAnyCommand } from '../../../../sync/local/run-command.ts';
import { commandDigest, type Store, storeOver } from '../../../../sync/local/store.ts';
import { type Answered, ask } from '../../../support/answered.ts';
import type { RunningServer } from '../../../support/running-server.ts';

const kinds: readonly DocumentKind[] = Object.values(collections).flat();

export const at = '2025-06-01T08:00:00.000Z';
const atServer = 'https://books.example';

let given = 0;

/** A company on one machine that has never seen a server, with commands given under the machine's code by somebody whom no server knows. */
export class LocalMachine {
  readonly code: string;
  readonly store: Store;
  readonly #author: string;
  #client: SyncClient | null = null;

  constructor(code: string, store: Store = storeOver(memoryDocuments(), memoryCommands()), author = 'ada_local') {
    this.code = code;
    this.store = store;
    this.#author = author;
  }

  get client(): SyncClient {
    if (this.#client === null) throw new Error('it has joined');
    return this.#client;
  }

  async give<K extends CommandKind>(kind: K, body: BodyOf<K>): Promise<string> {
    given += 1;
    const by = { user: this.#client?.status().user?.id ?? this.#author, station: this.code };
    const outcome = await runAnyCommand(this.store, { id: `cmd_moved_${given}`, kind, at, by, body });
    if (!outcome.ok) throw new Error(`${kind}: ${JSON.stringify(outcome.problems)}`);
    return outcome.value.kind === 'committed' ? (outcome.value.change.writes[0]?.document.id ?? '') : '';
  }

  /** An entity with its tax and one customer; answers what an invoice needs. */
  async begin(): Promise<{ readonly customerId: string; readonly entityId: string }> {
    const basics = {
      code: 'DE',
      legalName: 'Northwind GmbH',
      address: { lines: ['Hafenstraße 7'], city: 'Hamburg', postalCode: '20457', region: '', country: 'DE' },
      currency: 'EUR',
      zone: 'Europe/Berlin',
    } as const;
    const entityId = await this.give('entity.create', newEntity(basics, { isFallback: true, servesCountries: ['DE'] }));
    const day = { from: '2025-01-01', until: null };
    await this.give('tax-registration.add', { entityId, registration: { country: 'DE', region: '', number: 'DE136695976', ...day } });
    await this.give('tax-rate.add', {
      country: 'DE',
      region: '',
      taxClass: 'standard',
      customerType: 'any',
      component: 'MwSt.',
      percent: '19',
      ...day,
    });
    const customerId = await this.give('customer.create', {
      companyName: 'Alster AG',
      personName: '',
      externalId: '',
      email: '',
      billingAddress: { lines: ['Kai 1'], city: 'Hamburg', postalCode: '20457', region: '', country: 'DE' },
      taxIds: [],
      segments: [],
      attributes: {},
      entityId: null,
      currency: null,
      locale: null,
      netTermsDays: null,
      invoicing: 'consolidated',
      purchaseOrder: '',
      contacts: [],
      signedUpOn: '2025-01-05',
      metadata: {},
    });
    return { customerId, entityId };
  }

  /** Issues an invoice; answers its number. */
  async issue({ customerId, entityId }: { readonly customerId: string; readonly entityId: string }): Promise<string> {
    const price = { kind: 'agreed' as const, unitPrice: '10', taxClass: 'standard', taxInclusive: false, productId: null };
    const lines = [{ description: 'Workshop', quantity: '1', period: null, tax: null, price }];
    const invoiceId = await this.give('invoice.create-manual', {
      customerId,
      entityId,
      currency: 'EUR',
      netTermsDays: 14,
      note: '',
      lines,
    });
    await this.give('invoice.post-draft', { invoiceId, on: null });
    return (await this.store.get('invoice', invoiceId))?.number ?? '';
  }

  async rename(customerId: string, from: string, to: string): Promise<void> {
    await this.give('customer.edit', { customerId, fields: { email: { from, to } }, attributes: {}, metadata: {} });
  }

  /** What a backup file of it brings to another machine: documents and journal, and no word of a server. */
  async movedTo(code: string, author?: string): Promise<LocalMachine> {
    const [documents, log] = [memoryDocuments(), memoryCommands()];
    for (const kind of kinds) await documents.put(await this.store.list(kind));
    let last = 0;
    for await (const { entry } of this.store.journal()) last = await log.append([{ entry, digest: commandDigest(entry.command) }]);
    await log.markApplied(last);
    return new LocalMachine(code, storeOver(documents, log), author ?? this.#author);
  }

  /** Signs in and is enrolled under its own code with what lies on it, as the window does it. */
  async enrolled(server: RunningServer, signInName: string): Promise<Answered> {
    const headers = await server.token(signInName);
    const [authors, stations] = [new Set<string>(), new Set<string>()];
    for await (const { entry } of this.store.journal()) {
      authors.add(entry.command.by.user);
      if (entry.command.by.station !== this.code) stations.add(entry.command.by.station);
    }
    const said = { code: this.code, name: this.code, localAuthors: [...authors], earlierMachines: [...stations] };
    const answer = await server.post('/people/v1/stations', said, headers);
    if (answer.status !== 200) return answer;
    const transport: Transport = {
      request: async (path, body): Promise<Answer> => {
        const { status, json } = await ask(server.port, { path: `/sync/v1/${path}`, body, headers });
        return { status, body: json };
      },
      notices: () => () => undefined,
    };
    this.#client = await SyncClient.open({
      store: this.store,
      transport,
      clock: { now: () => at, later: () => () => undefined, chance: () => 0.5 },
      program: { name: 'moved', form: 1 },
    });
    await this.#client.join(atServer, this.code);
    return answer;
  }

  async inStep(): Promise<void> {
    const trouble = await this.client.cycle();
    if (trouble !== null) throw new Error(JSON.stringify(trouble));
  }

  async joins(server: RunningServer, signInName: string): Promise<void> {
    const { status, text } = await this.enrolled(server, signInName);
    if (status !== 200) throw new Error(text);
    await this.inStep();
  }

  /** What lies in its inbox, as kinds of commands and codes. */
  async told(): Promise<readonly string[]> {
    const items = await this.client.inbox();
    return items.map(({ command, reasons }) => `${command.kind}: ${reasons.map(({ code }) => code).join()}`);
  }
}
