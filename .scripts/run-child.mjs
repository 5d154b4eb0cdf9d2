// Runs the real command and stays out of its way: its output is ours, its exit is ours, and a signal reaches it once.

import path from 'node:path';

// Ctrl-C in a terminal arrives here twice within a few milliseconds: from the terminal, and passed on by npm.
const sameSignalMs = 300;

/**
 * Starts `node ...args` and ends as it ends: with its exit code, or by the signal that ended it.
 *
 * @param {typeof import('node:child_process').spawn} spawn
 * @param {string} node the absolute path of the project's Node
 * @param {string[]} args
 * @param {string} root the folder of the project
 */
export function runChild(spawn, node, args, root) {
  // In a terminal the child gets a session of its own, so that only we hear the terminal's signals and can pass each on
  // once, to it and to what it has started. Elsewhere it stays in our process group, so that whoever kills the group kills it too.
  const posix = process.platform !== 'win32';
  const ownSession = posix && (process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY);
  const child = spawn(node, args, {
    cwd: root,
    stdio: 'inherit',
    detached: ownSession,
    env: {
      ...process.env,
      PATH: [path.join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(path.delimiter),
    },
  });

  const passOn = (signal) => {
    // A group that is just ending may be gone before we hear of it.
    const { pid, exitCode, signalCode } = child;
    if (ownSession && pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, signal);
    else child.kill(signal);
  };
  const heardAt = new Map();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      const now = performance.now();
      const before = heardAt.get(signal);
      heardAt.set(signal, now);
      // On Windows the console itself tells every process of the group.
      if (posix && (before === undefined || now - before > sameSignalMs)) passOn(signal);
    });
  }
  if (posix) {
    process.on('SIGTSTP', () => {
      passOn('SIGSTOP');
      process.kill(process.pid, 'SIGSTOP');
    });
    process.on('SIGCONT', () => passOn('SIGCONT'));
  }

  child.on('error', (error) => {
    console.error(`Could not start ${node}: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}
