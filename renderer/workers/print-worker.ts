import { expose, transfer } from 'comlink';
import type { PrintApi } from './print/print-api.ts';
import { renderDocument } from './print/render.ts';

const urls = import.meta.glob<string>(['../../assets/fonts/*.ttf', '../../assets/fonts/*.ttc'], {
  eager: true,
  query: '?url',
  import: 'default',
});

const fetchFont = async (file: string): Promise<Uint8Array> => {
  const url = urls[`../../assets/fonts/${file}`];
  if (url === undefined) throw new Error(`no font ${file}`);
  // Relative to this script: the app's own scheme and a loopback server deliver it alike.
  const answer = await fetch(new URL(url, import.meta.url));
  if (!answer.ok) throw new Error(`the font ${file} could not be read (${answer.status})`);
  return new Uint8Array(await answer.arrayBuffer());
};

/** Documents wait for one another: a thread draws one at a time. */
let before: Promise<unknown> = Promise.resolve();

const api: PrintApi = {
  print: async (job) => {
    const mine = before.then(() => renderDocument(job, fetchFont));
    before = mine.catch(() => undefined);
    const rendered = await mine;
    return transfer(rendered, [rendered.bytes.buffer]);
  },
};

expose(api);
