type Waiting = () => void;
/** A port as browsers have it; Node's keeps its program alive until it is told not to. */
type Port = {
  addEventListener(name: 'message', heard: () => void): void;
  start(): void;
  postMessage(message: null): void;
  ref?(): void;
  unref?(): void;
};

/** Posting to oneself is a task like any other, without the four milliseconds that a browser adds to timers that start one another. */
const poster = (): ((work: Waiting) => void) => {
  const { port1, port2 } = new MessageChannel() as unknown as { readonly port1: Port; readonly port2: Port };
  const waiting: Waiting[] = [];
  port1.addEventListener('message', () => {
    waiting.shift()?.();
    if (waiting.length === 0) port1.unref?.();
  });
  port1.start();
  return (work) => {
    if (waiting.push(work) === 1) port1.ref?.();
    port2.postMessage(null);
  };
};

let post: ((work: Waiting) => void) | null = null;

/** Lets in what waits outside long work: answers of the database, and a pause or a cancel that somebody asked for. */
export const breath = (): Promise<void> =>
  new Promise((resolve) => {
    post ??= poster();
    post(resolve);
  });
