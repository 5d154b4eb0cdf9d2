/** The station of the server's own commands, in whichever of its lives (`SERVER`, `SERVER2KLM`). No machine is enrolled under such a code. */
export const isServerStation = (code: string): boolean => /^SERVER(?:\d+[A-Z]*)?$/i.test(code);
