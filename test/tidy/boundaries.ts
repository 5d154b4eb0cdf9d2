import { importsOf } from './imports.ts';
import type { TreeFile } from './tree.ts';

/**
 * The domains of core, low to high: each may import those before it and none after it. `usage` lies below `catalog`, since a plan prices a metric and
 * a metric knows no plan; `rating` lies below `subscriptions`, since a price knows no subscription and an upgrade is told from a downgrade by its price
 * (SUB-07). The last ones are files, not folders: the lists over everything.
 */
const coreOrder = [
  'engine.ts',
  'kernel',
  'time',
  'money',
  'organization',
  'customers',
  'usage',
  'catalog',
  'entitlements',
  'offers',
  'tax',
  'rating',
  'orders',
  'subscriptions',
  'quotes',
  'billing',
  'invoicing',
  'payments',
  'dunning',
  'ledger',
  'recognition',
  'reconciliation',
  'approvals',
  'metrics',
  'conflicts',
  'views',
  'collections.ts',
  'document-schemas.ts',
  'sources.ts',
  'use-cases.ts',
  'permissions.ts',
] as const;

/** Packages that enter core through one door each. `typebox` writes the schemas of every domain. */
const coreDoors: Readonly<Record<string, string>> = {
  'decimal.js': 'money',
  'temporal-polyfill': 'time',
  '@noble/hashes': 'kernel',
  stdnum: 'tax',
};
const corePackages = new Set(['typebox']);

interface Room {
  /** Folders (or files) that it may import, beside its own. */
  readonly may: readonly string[];
  /** Folders of which it may import types only. */
  readonly types?: readonly string[];
  readonly node: boolean;
  /** The only packages that it may import; where it is absent, any but `never`. */
  readonly packages?: readonly string[];
  readonly never?: readonly string[];
}

const contract = 'electron/ipc/contract';
const appDoors = [
  'ahead',
  'catalog',
  'clock',
  'create-dialog',
  'customer-field',
  'feature',
  'files',
  'form-page',
  'forms',
  'formats',
  'hooks',
  'import',
  'kept',
  'list',
  'messages',
  'navigation',
  'pdf-pages',
  'print',
  'print-many',
  'problems',
  'record',
  'restoring',
  'setup',
  'shortcut-sheet',
  'shortcuts',
  'sync',
  'toast',
  'usage-standing',
  'workstation',
].map((door) => `renderer/app/${door}`);
const hostFree = ['rxdb', 'dexie', 'react', 'react-dom', 'electron'];

/** Who may import whom, outside core. The longest matching place counts. */
const rooms: Readonly<Record<string, Room>> = {
  'sync/protocol': { may: ['core'], node: false, packages: ['typebox'] },
  'sync/local': { may: ['core'], node: false, never: ['react', 'react-dom', 'electron'] },
  'sync/client': { may: ['core', 'sync/protocol', 'sync/local'], node: false, never: ['react', 'react-dom', 'electron'] },
  'sync/server': { may: ['core', 'sync/protocol', 'assets'], node: true, never: hostFree },
  'sync/headless': { may: ['core', 'sync/local', 'renderer/print', 'assets'], node: true, never: hostFree },
  'renderer/print': { may: ['core', 'assets'], node: false, never: hostFree },
  // One worker owns the database, so that no read, plan or write runs on the window's thread.
  'renderer/workers': {
    may: ['core', 'renderer/print', 'sync/local', 'sync/client', 'sync/headless/import', 'assets'],
    types: ['sync/protocol'],
    node: false,
    never: ['react', 'react-dom', 'electron'],
  },
  'renderer/ui': { may: ['assets'], node: false, never: ['electron', 'rxdb'] },
  'renderer/state': { may: ['core'], node: false, never: ['electron', 'rxdb'] },
  'renderer/features': {
    // The doors of app; what composes the features (router, frame, main) is not among them.
    may: ['core', 'renderer/ui', 'renderer/state', 'renderer/print', 'assets', ...appDoors],
    types: [contract, 'renderer/workers', 'sync/local', 'sync/client', 'sync/protocol'],
    node: false,
    never: ['electron'],
  },
  'renderer/app': {
    may: ['core', 'sync/local', 'sync/client', 'renderer', 'assets'],
    types: [contract, 'sync/protocol'],
    node: false,
    never: ['electron'],
  },
  'electron/preload': { may: [contract], node: false, packages: ['electron'] },
  electron: { may: ['assets'], node: true, never: ['rxdb', 'react', 'react-dom'] },
  test: { may: ['core', 'sync', 'renderer', 'electron', 'assets', '.scripts'], node: true },
  '.scripts': { may: ['sync/server'], node: true },
};

const inside = (target: string, place: string): boolean =>
  target === place || target.startsWith(`${place}/`) || target === `${place}.ts` || target === `${place}.tsx`;

/** Every import that goes the wrong way, as `file:line: what is wrong`. */
export function boundaryBreaks(files: readonly TreeFile[]): readonly string[] {
  return files.flatMap((file) => {
    const judge = judgeFor(file.path);
    return importsOf(file).flatMap((found) => {
      const barrel =
        found.passedOn && file.path.startsWith('core/') ? `${found.target}: no barrels in core, import it where it is defined` : null;
      const wrong = judge(found.target, found.ours, found.typeOnly) ?? barrel;
      return wrong === null ? [] : [`${file.path}:${found.line}: ${wrong}`];
    });
  });
}

type Judge = (target: string, ours: boolean, typeOnly: boolean) => string | null;

function judgeFor(file: string): Judge {
  const [top = '', second = ''] = file.split('/');
  if (top === 'core') return judgeCore(second);
  if (!file.includes('/')) return (target, ours) => (ours ? `${target}: the root holds settings only` : null);
  const place = Object.keys(rooms)
    .filter((room) => inside(file, room))
    .toSorted((a, b) => b.length - a.length)[0];
  const room = place === undefined ? undefined : rooms[place];
  if (place === undefined || room === undefined) {
    return (target) => `imports ${target}, but ${top}/${second} has no line in the table of test/tidy/boundaries.ts`;
  }
  // One feature never imports another: each is a room of its own.
  const own = place === 'renderer/features' ? file.split('/', 3).join('/') : place;
  return judgeRoom(own, room);
}

const rankOf = (part: string): number => coreOrder.findIndex((name) => name === part);

function judgeCore(part: string): Judge {
  const rank = rankOf(part);
  return (target, ours) => {
    if (rank === -1) return `core/${part} has no place in coreOrder of test/tidy/boundaries.ts`;
    if (!ours) {
      const door = coreDoors[target];
      if (door !== undefined) return door === part ? null : `${target} belongs to core/${door}: call that`;
      return corePackages.has(target) ? null : `${target}: core is pure and takes no such package`;
    }
    const [top, domain = ''] = target.split('/');
    if (top !== 'core') return `${target}: core imports core only`;
    if (rankOf(domain) === -1) return `core/${domain} has no place in coreOrder of test/tidy/boundaries.ts`;
    return rankOf(domain) <= rank ? null : `core/${part} lies below core/${domain} and may not import it`;
  };
}

function judgeRoom(own: string, room: Room): Judge {
  return (target, ours, typeOnly) => {
    if (target.startsWith('node:')) return room.node ? null : `${own} has no Node: ${target}`;
    if (!ours) {
      if (room.packages !== undefined && !room.packages.includes(target)) return `${own} may not use ${target}`;
      return room.never?.includes(target) === true ? `${own} may never use ${target}` : null;
    }
    if ([own, ...room.may].some((place) => inside(target, place))) return null;
    if (room.types?.some((place) => inside(target, place)) === true) return typeOnly ? null : `${own} may import only types of ${target}`;
    return `${own} may not import ${target}`;
  };
}
