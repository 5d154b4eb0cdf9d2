import type { BlocksAnswer } from '../protocol/blocks.ts';
import type { Welcome } from '../protocol/hello.ts';
import type { DocumentsAnswer, PullAnswer } from '../protocol/pull.ts';
import type { PushAnswer } from '../protocol/push.ts';
import type { SyncPath, Transport } from './transport.ts';
import { SyncTrouble, troubleOfAnswer } from './trouble.ts';

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isPlace = (value: unknown): boolean =>
  isObject(value) && typeof value['sequence'] === 'number' && typeof value['digest'] === 'string';
const hasKind = (value: unknown, ...kinds: readonly string[]): boolean => isObject(value) && kinds.includes(String(value['kind']));

/** What tells an answer from one that a proxy on the way made up; everything else of it is the server's word. */
const forms = {
  hello: (body: unknown): body is Welcome =>
    isObject(body) && isPlace(body['acknowledged']) && isObject(body['head']) && isObject(body['user']) && typeof body['view'] === 'string',
  push: (body: unknown): body is PushAnswer =>
    hasKind(body, 'out-of-step') || (hasKind(body, 'taken') && Array.isArray((body as Fields)['verdicts'])),
  pull: (body: unknown): body is PullAnswer =>
    hasKind(body, 'resync') || (hasKind(body, 'batch') && Array.isArray((body as Fields)['documents'])),
  documents: (body: unknown): body is DocumentsAnswer => isObject(body) && Array.isArray(body['documents']),
  blocks: (body: unknown): body is BlocksAnswer => isObject(body) && Array.isArray(body['blocks']),
} as const;

type Answers = { hello: Welcome; push: PushAnswer; pull: PullAnswer; documents: DocumentsAnswer; blocks: BlocksAnswer };

/**
 * Asks the server.
 * @throws NoAnswer
 * @throws SyncTrouble where it answers something else.
 */
export const asked = async <P extends SyncPath>(transport: Transport, path: P, question: unknown): Promise<Answers[P]> => {
  const { status, body } = await transport.request(path, question);
  const isForm = forms[path] as (body: unknown) => body is Answers[P];
  if (status === 200 && isForm(body)) return body;
  throw new SyncTrouble(troubleOfAnswer(status, body));
};
