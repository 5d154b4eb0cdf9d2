import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from './ipc/contract.ts';
import type { Words } from './words.ts';

export interface MenuFacts {
  readonly platform: NodeJS.Platform;
  /** Whether this build has developer tools: never in production. */
  readonly devTools: boolean;
  readonly words: Words;
  /** Tells the window what was chosen. */
  readonly choose: (command: MenuCommand) => void;
  readonly saveDiagnostics: () => void;
  readonly showAbout: () => void;
}

type Item = MenuItemConstructorOptions;
type RoleName =
  | 'undo'
  | 'redo'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'selectAll'
  | 'resetZoom'
  | 'zoomIn'
  | 'zoomOut'
  | 'togglefullscreen'
  | 'minimize'
  | 'reload'
  | 'toggleDevTools';

const line: Item = { type: 'separator' };

/** Shortcuts of the menu. `CmdOrCtrl` is Command on a Mac and Control elsewhere. */
const shortcuts: Partial<Readonly<Record<MenuCommand, string>>> = {
  'new-invoice': 'CmdOrCtrl+N',
  'new-customer': 'CmdOrCtrl+Shift+N',
  import: 'CmdOrCtrl+I',
  print: 'CmdOrCtrl+P',
  search: 'CmdOrCtrl+K',
  preferences: 'CmdOrCtrl+,',
  'go-home': 'CmdOrCtrl+1',
  'go-customers': 'CmdOrCtrl+2',
  'go-subscriptions': 'CmdOrCtrl+3',
  'go-usage': 'CmdOrCtrl+4',
  'go-invoices': 'CmdOrCtrl+5',
  'go-catalog': 'CmdOrCtrl+6',
  'go-audit': 'CmdOrCtrl+7',
};

/** The application's menu as its platform has it: on a Mac with the application menu first, elsewhere with Preferences under Edit and About under Help. */
export function menuTemplate(facts: MenuFacts): Item[] {
  const mac = facts.platform === 'darwin';
  return [
    ...(mac ? [appMenu(facts)] : []),
    fileMenu(facts, mac),
    editMenu(facts, mac),
    viewMenu(facts),
    goMenu(facts),
    windowMenu(facts, mac),
    helpMenu(facts, mac),
  ];
}

const chosen =
  ({ words, choose }: MenuFacts) =>
  (command: MenuCommand): Item => ({
    id: command,
    label: words(`menu.${command}`),
    click: () => {
      choose(command);
    },
    ...(shortcuts[command] === undefined ? {} : { accelerator: shortcuts[command] }),
  });

const role =
  ({ words }: MenuFacts) =>
  (name: RoleName): Item => ({ role: name, label: words(`roles.${name}`) });

const aboutItem = ({ words, showAbout }: MenuFacts): Item => ({ id: 'about', label: words('menu.about'), click: showAbout });

/** The menus' underlined letters are for Windows and Linux. */
const menu = (label: string, mac: boolean, submenu: Item[]): Item => ({ label: mac ? label.replace('&', '') : label, submenu });

function appMenu(facts: MenuFacts): Item {
  const item = chosen(facts);
  return {
    label: facts.words('product'),
    submenu: [
      aboutItem(facts),
      line,
      item('preferences'),
      line,
      { role: 'services' },
      line,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      line,
      { role: 'quit' },
    ],
  };
}

function fileMenu(facts: MenuFacts, mac: boolean): Item {
  const item = chosen(facts);
  const { words } = facts;
  return menu(words('menu.file'), mac, [
    item('new-invoice'),
    item('new-customer'),
    item('new-subscription'),
    line,
    item('run-billing'),
    line,
    item('import'),
    item('export-all'),
    item('restore'),
    line,
    item('print'),
    line,
    mac ? { role: 'close', label: words('menu.close') } : { role: 'quit', label: words('menu.quit'), accelerator: 'CmdOrCtrl+Q' },
  ]);
}

function editMenu(facts: MenuFacts, mac: boolean): Item {
  const item = chosen(facts);
  const by = role(facts);
  return menu(facts.words('menu.edit'), mac, [
    by('undo'),
    by('redo'),
    line,
    by('cut'),
    by('copy'),
    by('paste'),
    by('selectAll'),
    line,
    item('search'),
    ...(mac ? [] : [line, item('preferences')]),
  ]);
}

function viewMenu(facts: MenuFacts): Item {
  const by = role(facts);
  return menu(facts.words('menu.view'), facts.platform === 'darwin', [
    by('resetZoom'),
    by('zoomIn'),
    by('zoomOut'),
    line,
    by('togglefullscreen'),
    ...(facts.devTools ? [line, by('reload'), by('toggleDevTools')] : []),
  ]);
}

function goMenu(facts: MenuFacts): Item {
  const item = chosen(facts);
  return menu(facts.words('menu.go'), facts.platform === 'darwin', [
    item('go-home'),
    line,
    item('go-customers'),
    item('go-subscriptions'),
    item('go-usage'),
    item('go-invoices'),
    item('go-catalog'),
    line,
    item('go-audit'),
  ]);
}

function windowMenu(facts: MenuFacts, mac: boolean): Item {
  return {
    ...menu(facts.words('menu.window'), mac, [
      role(facts)('minimize'),
      ...(mac ? [{ role: 'front' } as Item] : [{ role: 'close', label: facts.words('menu.close') } as Item]),
    ]),
    role: 'window',
  };
}

function helpMenu(facts: MenuFacts, mac: boolean): Item {
  const item = chosen(facts);
  return {
    ...menu(facts.words('menu.help'), mac, [
      item('shortcuts'),
      { id: 'diagnostics', label: facts.words('menu.diagnostics'), click: facts.saveDiagnostics },
      ...(mac ? [] : [line, aboutItem(facts)]),
    ]),
    role: 'help',
  };
}
