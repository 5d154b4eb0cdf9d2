/** A write whose plan saw another revision than the one stored now. `null`: there is, or was, no such document. */
export type StaleWrite = {
  readonly kind: string;
  readonly id: string;
  readonly basedOn: number | null;
  readonly found: number | null;
};

/** The facts changed between planning and committing: gather and plan again. Nothing was written. */
export class ChangeConflict extends Error {
  override readonly name = 'ChangeConflict';
  readonly stale: readonly StaleWrite[];

  constructor(commandId: string, stale: readonly StaleWrite[]) {
    super(`${commandId} was planned on other revisions than those stored: ${stale.map(({ kind, id }) => `${kind} ${id}`).join(', ')}`);
    this.stale = stale;
  }
}

/** Two different commands with one id (OFF-03): one of them was made wrongly. Nothing was written. */
export class CommandReused extends Error {
  override readonly name = 'CommandReused';
  readonly commandId: string;

  constructor(commandId: string) {
    super(`${commandId} is the id of another command`);
    this.commandId = commandId;
  }
}
