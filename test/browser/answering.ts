type Asked = { readonly data: { readonly number: number; readonly question: unknown } };
type Worker = { onmessage: ((event: Asked) => void) | null; postMessage(message: unknown): void };

/** Answers what the page asks of this worker; what goes wrong comes back with its reason. */
export const answering = (answer: (question: never) => Promise<unknown>): void => {
  const worker = globalThis as unknown as Worker;
  worker.onmessage = ({ data: { number, question } }) => {
    answer(question as never).then(
      (found) => {
        worker.postMessage({ number, answer: found });
      },
      (error: unknown) => {
        worker.postMessage({ number, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      },
    );
  };
};
