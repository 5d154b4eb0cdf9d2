import type { DocumentKind } from '../../../core/collections.ts';
import { engineVersion } from '../../../core/engine.ts';
import type { StoredDocument } from '../../../core/kernel/command.ts';
import { digestOf } from '../../../core/kernel/digest.ts';
import type { ProblemLike } from '../../../core/kernel/outcome.ts';
import { numberIn, openedSeries, seriesFor } from '../../../core/organization/numbering.ts';
import type { NumberSeries } from '../../../core/organization/types.ts';
import { useCaseOf } from '../../../core/use-cases.ts';
import { claimsOf } from '../../../sync/client/claims.ts';
import type { Answer, SyncPath } from '../../../sync/client/transport.ts';
import { memoryDocuments } from '../../../sync/local/memory/documents.ts';
import { planned } from '../../../sync/local/run-command.ts';
import type { Hello, Welcome } from '../../../sync/protocol/hello.ts';
import { emptyOutbox, outboxAfter } from '../../../sync/protocol/outbox-digest.ts';
import { outcomeDigest } from '../../../sync/protocol/outcome-digest.ts';
import type { DocumentsWanted, Pull, PullAnswer, Removed } from '../../../sync/protocol/pull.ts';
import type { Push, PushAnswer, PushedCommand, Reason, Verdict, VoidedNumber } from '../../../sync/protocol/push.ts';

type Known = { readonly verdict: Verdict; readonly digest: string; readonly station: string };
type StationRow = { sequence: number; digest: string; readonly digests: Map<number, string> };

/** What a client needs of a server, in memory: it plans every command again and keeps one state. Admission itself has tests of its own. */
export class ServerDouble {
  epoch = 'epoch-00001';
  view = '0'.repeat(64);
  pull: Welcome['pull'] = 'open';
  /** Answers this instead, where it is set. */
  failure: Answer | null = null;
  user: Welcome['user'] = { id: 'usr_1', name: 'Somebody', role: 'administrator', entityIds: null };
  /** Commands of one push that are judged; the others come again. */
  mostJudged = Infinity;
  /** Refuses what it likes. */
  refuses: (kind: string) => boolean = () => false;
  readonly state = memoryDocuments();
  readonly asked: SyncPath[] = [];
  readonly pushed: PushedCommand[] = [];
  readonly #changes = new Map<string, { readonly key: { kind: string; id: string }; sequence: number; document: StoredDocument | null }>();
  readonly #known = new Map<string, Known>();
  readonly #stations = new Map<string, StationRow>();
  #sequence = 0;
  #isRestored = false;

  async answer(station: string, path: SyncPath, body: unknown): Promise<Answer> {
    this.asked.push(path);
    if (this.failure !== null) return this.failure;
    return { status: 200, body: await this.#answer(station, path, JSON.parse(JSON.stringify(body))) };
  }

  /** Takes documents in as if others had brought them. */
  async absorb(
    documents: readonly StoredDocument[],
    removed: readonly { readonly kind: string; readonly id: string }[] = [],
  ): Promise<void> {
    await this.state.receive({ documents, removed });
    for (const document of documents) this.#note(document, document);
    for (const key of removed) this.#note(key, null);
  }

  /** A backup, and the way back to it. */
  backup(): () => Promise<void> {
    const changes = [...this.#changes].map(([text, change]) => [text, { ...change }] as const);
    const known = [...this.#known];
    const stations = [...this.#stations].map(([code, row]) => [code, { ...row, digests: new Map(row.digests) }] as const);
    const sequence = this.#sequence;
    return async () => {
      const before = new Map(changes);
      const gone = [...this.#changes.values()].filter(({ key }) => (before.get(`${key.kind} ${key.id}`)?.document ?? null) === null);
      await this.state.receive({
        documents: changes.flatMap(([, { document }]) => (document === null ? [] : [document])),
        removed: gone.map(({ key }) => key),
      });
      this.#changes.clear();
      this.#known.clear();
      this.#stations.clear();
      for (const [text, change] of changes) this.#changes.set(text, change);
      for (const [id, each] of known) this.#known.set(id, each);
      for (const [code, row] of stations) this.#stations.set(code, row);
      this.#sequence = sequence;
      this.epoch = `${this.epoch}r`;
      this.#isRestored = true;
    };
  }

  async #answer(station: string, path: SyncPath, body: unknown): Promise<unknown> {
    if (path === 'hello') return this.#hello(station, body as Hello);
    if (path === 'push') return this.#push(station, body as Push);
    if (path === 'pull') return this.#pull(body as Pull);
    const { keys } = body as DocumentsWanted;
    return {
      documents: await Promise.all(
        keys.map(async (key) => (await this.state.get(key.kind as DocumentKind, key.id)) ?? { ...key, _deleted: true }),
      ),
    };
  }

  #row(station: string): StationRow {
    const row = this.#stations.get(station) ?? { sequence: 0, digest: emptyOutbox, digests: new Map([[0, emptyOutbox]]) };
    this.#stations.set(station, row);
    return row;
  }

  #hello(station: string, hello: Hello): Welcome {
    const { sequence, digest } = this.#row(station);
    return {
      protocol: 1,
      engine: engineVersion,
      form: hello.form,
      at: hello.at,
      head: { epoch: this.epoch, sequence: this.#sequence, hash: '0'.repeat(64) },
      acknowledged: { sequence, digest },
      user: this.user,
      view: this.view,
      pull: this.pull,
      isRestored: this.#isRestored && hello.seen !== null && hello.seen.epoch !== this.epoch,
    };
  }

  async #push(station: string, { after, digest, commands }: Push): Promise<PushAnswer> {
    const row = this.#row(station);
    if (row.digests.get(after) !== digest) return { kind: 'out-of-step', acknowledged: row.sequence, digest: row.digest };
    const verdicts: Verdict[] = [];
    for (const pushed of commands.slice(0, this.mostJudged)) {
      this.pushed.push(pushed);
      const { id, kind, body } = pushed.command;
      const wanted = digestOf({ kind, body });
      const verdict = await this.#verdict(pushed, wanted);
      verdicts.push(verdict);
      if (pushed.sequence <= row.sequence) continue;
      row.digest = outboxAfter(row.digest, id, wanted);
      row.sequence = pushed.sequence;
      row.digests.set(row.sequence, row.digest);
    }
    return { kind: 'taken', verdicts, acknowledged: row.sequence };
  }

  async #verdict(pushed: PushedCommand, digest: string): Promise<Verdict> {
    const { sequence, command } = pushed;
    const known = this.#known.get(command.id);
    if (known === undefined) {
      const verdict = await this.#judge(pushed);
      this.#known.set(command.id, { verdict, digest, station: command.by.station });
      return verdict;
    }
    if (known.digest !== digest)
      return { kind: 'refused', sequence, commandId: command.id, reasons: [{ code: 'command.id-reused' }], voided: [] };
    if (known.station === command.by.station) return { ...known.verdict, sequence };
    // The same work under numbers of another station: it is done already, and these numbers are void.
    const voided = await this.#voided(await this.#fresh(pushed.numbers), 'billed-elsewhere');
    return { kind: 'accepted', sequence, commandId: command.id, isChanged: true, voided };
  }

  async #judge({ sequence, command, outcome, numbers }: PushedCommand): Promise<Verdict> {
    const useCase = useCaseOf(command.kind);
    const plan =
      useCase === null
        ? { ok: false as const, problems: [{ code: 'command.kind-unknown' }] as readonly ProblemLike[] }
        : await planned(this.state, useCase, command);
    const fresh = await this.#fresh(numbers);
    const reasons: Reason[] = plan.ok ? [] : plan.problems.map((problem) => ({ ...problem }));
    if (this.refuses(command.kind)) reasons.push({ code: 'access.role' });
    const documents = plan.ok ? plan.value.writes.map(({ document }) => document) : [];
    const given = new Map((await this.#fresh(claimsOf({ documents }))).map((claim) => [claim.documentId, claim]));
    if (fresh.length !== given.size || fresh.some(({ documentId, content }) => given.get(documentId)?.content !== content))
      reasons.push({ code: 'number.differs' });
    if (reasons.length > 0) {
      const voided = await this.#voided(fresh, 'refused');
      return { kind: 'refused', sequence, commandId: command.id, reasons, voided };
    }
    await this.absorb(documents);
    return { kind: 'accepted', sequence, commandId: command.id, isChanged: outcomeDigest(documents) !== outcome, voided: [] };
  }

  async #fresh<C extends { readonly kind: 'invoice' | 'credit-note'; readonly documentId: string; readonly number: string }>(
    claims: readonly C[],
  ): Promise<readonly C[]> {
    const fresh: C[] = [];
    for (const claim of claims) if ((await this.state.get(claim.kind, claim.documentId))?.number !== claim.number) fresh.push(claim);
    return fresh;
  }

  async #voided(claims: PushedCommand['numbers'], reason: string): Promise<readonly VoidedNumber[]> {
    for (const { seriesId, entityId, kind, number, issuedOn } of claims) {
      const entity = await this.state.get('entity', entityId);
      const station = /^[A-Z]+-([A-Z]\d)-/.exec(number)?.[1] ?? '';
      const stored = await this.state.get('number-series', seriesId);
      if (entity === null) throw new Error('a claim names an entity');
      const series: NumberSeries = stored ?? { ...openedSeries(seriesFor(entity, kind, station, Number(issuedOn.slice(0, 4)))), rev: 0 };
      const taken = numberIn(series, number) ?? 0;
      const voided = [...series.voided, { number: taken, reason, at: '2025-01-01T00:00:00.000Z' }];
      const next: NumberSeries = { ...series, rev: series.rev + 1, next: Math.max(series.next, taken + 1), lastIssuedOn: issuedOn, voided };
      await this.absorb([next]);
    }
    return claims.map(({ number, documentId }) => ({ number, documentId, reason }));
  }

  #pull({ checkpoint, limit, view }: Pull): PullAnswer {
    if (view !== this.view || (checkpoint !== null && checkpoint.epoch !== this.epoch)) return { kind: 'resync' };
    const after = checkpoint?.sequence ?? 0;
    const later = [...this.#changes.values()].filter(({ sequence }) => sequence > after).sort((a, b) => a.sequence - b.sequence);
    const batch = later.slice(0, limit);
    const documents = batch.map(({ key, document }): StoredDocument | Removed => document ?? { ...key, _deleted: true });
    return {
      kind: 'batch',
      documents,
      checkpoint: { epoch: this.epoch, sequence: batch.at(-1)?.sequence ?? after },
      isLast: batch.length < limit,
    };
  }

  #note(key: { readonly kind: string; readonly id: string }, document: StoredDocument | null): void {
    this.#sequence += 1;
    this.#changes.set(`${key.kind} ${key.id}`, { key: { kind: key.kind, id: key.id }, sequence: this.#sequence, document });
  }
}
