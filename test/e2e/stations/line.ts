import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** The wire from one station to the server. Its address stays whatever becomes of the server, and it can be cut in the middle of a message. */
export interface Line {
  /** Where the station believes the server to be. */
  readonly address: string;
  readonly cut: () => void;
  readonly mend: () => void;
  readonly close: () => Promise<void>;
}

/** @param port where the server listens at the moment; it is another one after a restart. */
export const lineTo = async (port: () => number): Promise<Line> => {
  const open = new Set<Socket>();
  let isCut = false;
  const dropAll = (): void => {
    for (const socket of open) socket.destroy();
  };
  const kept = (socket: Socket, other: Socket): void => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => {
      open.delete(socket);
      other.destroy();
    });
  };
  const wire = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(port(), '127.0.0.1');
    kept(near, far);
    kept(far, near);
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((resolve) => {
    wire.listen(0, '127.0.0.1', resolve);
  });
  return {
    address: `http://127.0.0.1:${(wire.address() as AddressInfo).port}`,
    cut: () => {
      isCut = true;
      dropAll();
    },
    mend: () => {
      isCut = false;
    },
    close: () =>
      new Promise((resolve) => {
        dropAll();
        wire.close(() => resolve());
      }),
  };
};
