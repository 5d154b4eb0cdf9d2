/** Where progress is shown. */
export type Screen = { readonly isTTY: boolean; readonly columns: number; readonly write: (text: string) => void };

export type Progress = {
  /** Begins a piece of work of so many units. */
  readonly begin: (label: string, units: number) => void;
  /** Some of its units are done. */
  readonly did: (units: number) => void;
  /** The piece is done; `result` says what came of it in a line of its own. */
  readonly end: (result: string) => void;
  /** A line for a person, above the moving one. */
  readonly say: (line: string) => void;
};

const redrawMs = 100;
const plainLineMs = 10_000;
const secondsBeforeGuess = 1;

/** Seconds in words: `under 5 s`, `40 s`, `3 min`. */
export const inWords = (seconds: number): string => {
  if (seconds < 5) return 'under 5 s';
  return seconds < 90 ? `${Math.ceil(seconds / 5) * 5} s` : `${Math.ceil(seconds / 60)} min`;
};

/**
 * Shows how far a long piece of work is, and how long the rest will take if it goes on as it went. In a terminal one line moves; elsewhere
 * plain lines are written, one for each piece and now and then one between. `totalUnits` is a guess made beforehand; `nowMs` counts up.
 */
export const progressOn = (screen: Screen, totalUnits: number, nowMs: () => number): Progress => {
  const startedMs = nowMs();
  let done = 0;
  let label = '';
  let pieceEnd = 0;
  let shownMs = startedMs;
  let isDrawn = false;

  const clear = (): void => {
    if (isDrawn) screen.write('\r\u001B[2K');
    isDrawn = false;
  };

  const left = (): string => {
    const seconds = (nowMs() - startedMs) / 1000;
    const share = Math.min(done / totalUnits, 1);
    return share === 0 || seconds < secondsBeforeGuess ? '' : `, ${inWords((seconds / share) * (1 - share))} left`;
  };

  const percent = (): string => `${String(Math.min(99, Math.floor((done / totalUnits) * 100))).padStart(3)} %`;

  const show = (): void => {
    const sinceMs = nowMs() - shownMs;
    if (sinceMs < (screen.isTTY ? redrawMs : plainLineMs)) return;
    shownMs = nowMs();
    const line = `${percent()}  ${label}${left()}`;
    if (!screen.isTTY) {
      screen.write(`${line}\n`);
      return;
    }
    clear();
    screen.write(line.slice(0, screen.columns - 1));
    isDrawn = true;
  };

  return {
    begin: (name, units) => {
      label = name;
      pieceEnd = done + units;
      show();
    },
    did: (units) => {
      done = Math.min(done + units, pieceEnd);
      show();
    },
    end: (result) => {
      done = pieceEnd;
      clear();
      screen.write(`${percent()}  ${result}${screen.isTTY ? '' : left()}\n`);
    },
    say: (line) => {
      clear();
      screen.write(`${line}\n`);
    },
  };
};
