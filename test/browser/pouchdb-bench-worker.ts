import { answering } from './answering.ts';

/** As much of PouchDB as is used; its own file runs before this one. */
type Replicated = { readonly docs_written: number; readonly errors: readonly unknown[] };
type Options = { readonly batch_size: number; readonly batches_limit: number };
type Pouch = {
  readonly replicate: {
    to(other: Pouch, options: Options): Promise<Replicated>;
    from(other: Pouch, options: Options): Promise<Replicated>;
  };
  info(): Promise<{ readonly doc_count: number }>;
};

export type PouchQuestion = {
  readonly step: 'pull' | 'push';
  readonly remote: string;
  readonly options: Options;
  readonly documents: number;
};

const make = (name: string): Pouch => {
  const { PouchDB } = globalThis as unknown as { readonly PouchDB: new (name: string) => Pouch };
  return new PouchDB(name);
};

answering(async ({ step, remote, options, documents }: PouchQuestion): Promise<unknown> => {
  const { origin } = (globalThis as unknown as { readonly location: { readonly origin: string } }).location;
  const [local, other] = [make('books'), make(`${origin}/db/${remote}`)];
  const from = performance.now();
  const { docs_written: written, errors } =
    step === 'pull' ? await local.replicate.from(other, options) : await local.replicate.to(other, options);
  const ms = performance.now() - from;
  if (errors.length > 0) throw new Error(JSON.stringify(errors[0]));
  const { doc_count: there } = await (step === 'pull' ? local : other).info();
  if (written !== documents || there !== documents)
    throw new Error(`${written} of ${documents} documents were replicated, ${there} are there`);
  return { ms };
});
