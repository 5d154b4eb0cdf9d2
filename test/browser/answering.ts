type Asked = { readonly data: { readonly number: number; readonly question: unknown } };
type Worker = { addEventListener(type: 'message', listener: (event: Asked) => void): void; postMessage(message: unknown): void };

/** Answers what the page asks of this worker; what goes wrong comes back with its reason. */
export const answering = (answer: (question: never) => Promise<unknown>): void => {
  const { addEventListener, postMessage } = globalThis as unknown as Worker;
  const told = async ({ number, question }: Asked['data']): Promise<unknown> => {
    try {
      return { number, answer: await answer(question as never) };
    } catch (error) {
      return { number, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  };
  addEventListener('message', ({ data }) => {
    void told(data).then(postMessage);
  });
};
