import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openLog } from '../../electron/log/log.ts';
import { errorTrace, logLine } from '../../electron/log/redaction.ts';

describe('a log line', () => {
  it('has the event and the facts that may be known', () => {
    expect(logLine('run.paused', { count: 12, total: 100, ms: 250, code: 'store.full' })).toBe(
      'run.paused count=12 total=100 ms=250 code=store.full',
    );
  });
  it('leaves out whatever could be a name or an amount', () => {
    const facts = {
      customer: 'Huber GmbH',
      amountMinor: 120050,
      count: 1200.5,
      code: 'Müller & Söhne',
      reason: 'total is 1.200,50',
      places: 'a,b',
      email: 'a@b.example',
      ms: '12',
    };
    expect(logLine('invoice.issued', facts)).toBe('invoice.issued');
  });
  it('never carries a field that is not on the list', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (facts) => {
        const line = logLine('x', facts);
        expect(line).toMatch(
          /^x(?: (?:count|total|ms|attempt|exitCode)=-?\d+| (?:code|channel|reason|protocol|version|places)=[A-Za-z0-9][A-Za-z0-9.:/_~-]*)*$/,
        );
      }),
    );
  });
});

describe('an error in the log', () => {
  it('is its class, its code and places in our code, without message and without folders', () => {
    const error = Object.assign(new TypeError("cannot pay 1,200.50 for 'Huber GmbH'"), {
      code: 'ENOSPC',
      stack:
        "TypeError: cannot pay 1,200.50 for 'Huber GmbH'\n    at billed (/people/anna/counterfoil/dist/electron/main.js:12:5)\n    at async Object.run (C:\\Users\\anna\\main.js:7:1)",
    });
    expect(errorTrace(error)).toBe('TypeError ENOSPC billed@main.js:12 Object.run@main.js:7');
  });
  it('is told apart from what is no error', () => {
    expect(errorTrace('Huber GmbH 1200.50')).toBe('thrown something that is no error');
    expect(errorTrace(Object.assign(new Error('x'), { name: 'Huber GmbH', stack: '' }))).toBe('Error');
  });
});

describe('the log file', () => {
  it('holds what was written and nothing that was redacted', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-log-'));
    const log = openLog(path.join(folder, 'shell.log'));
    log.info('shell.started', { version: '1.2.3' });
    log.warn('network.cut', { protocol: 'https:' });
    log.error('ipc.refused', new Error('Huber GmbH owes 1200.50'), { channel: 'file.save', reason: 'bad-question' });
    const text = readFileSync(path.join(folder, 'shell.log'), 'utf8');
    rmSync(folder, { recursive: true });
    expect(text).toMatch(
      /info shell\.started version=1\.2\.3\n.*warn network\.cut protocol=https:\n.*error ipc\.refused channel=file\.save reason=bad-question Error /,
    );
    expect(text).not.toMatch(/Huber|1200/);
  });
});
