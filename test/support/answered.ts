import { request } from 'node:http';

export type Asked = {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, or as it stands where it is bytes or text. */
  readonly body?: unknown;
};

export type Answered = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
  /** `null` where the text is no JSON. */
  readonly json: Readonly<Record<string, unknown>> | null;
};

const bytesOf = (body: unknown): Buffer | undefined => {
  if (body === undefined || body instanceof Buffer) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
};

/** As it stands on the wire: `fetch` would tidy the path and the headers before they are sent. */
export const ask = async (port: number, { method, path, headers = {}, body }: Asked): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const bytes = bytesOf(body);
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method: method ?? (bytes === undefined ? 'GET' : 'POST'),
        headers: { ...(bytes === undefined ? {} : { 'content-type': 'application/json', 'content-length': bytes.length }), ...headers },
        agent: false,
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: jsonOf(text) });
        });
        response.on('error', reject);
      },
    );
    asked.on('error', reject);
    asked.end(bytes);
  });

const jsonOf = (text: string): Readonly<Record<string, unknown>> | null => {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return null;
  }
};
