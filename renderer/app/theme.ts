import { createTheme, type MantineColorsTuple } from '@mantine/core';
import tableClasses from './table.module.css';

/** The one accent. White on shade 6 has a contrast of 6.6, shade 3 on the dark surface 8.1. */
const accent: MantineColorsTuple = [
  '#eef2fd',
  '#dbe3fa',
  '#b9c8f5',
  '#93abf7',
  '#6c8af0',
  '#4a6de0',
  '#2f54c4',
  '#2746a6',
  '#203a8a',
  '#1a2f70',
];

/** Greys with the accent's own cold, from text to the ground behind the rail. */
const dark: MantineColorsTuple = [
  '#e9eaee',
  '#c9ccd3',
  '#9aa0ac',
  '#6e7480',
  '#3a3d46',
  '#2a2c33',
  '#1e2025',
  '#17181c',
  '#111215',
  '#0b0c0e',
];

/** Hints stand below their input, so that inputs beside each other stay in line. */
const inputWrapperOrder: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 5 },
  colors: { accent, dark },
  fontFamily: 'Inter, system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  headings: {
    fontFamily: 'Inter, system-ui, sans-serif',
    fontWeight: '600',
    sizes: { h1: { fontSize: '16px' }, h2: { fontSize: '15px' }, h3: { fontSize: '14px' } },
  },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '15px', xl: '18px' },
  defaultRadius: 6,
  cursorType: 'default',
  respectReducedMotion: true,
  components: {
    // A lower button says its words as large as the others.
    Button: {
      defaultProps: { size: 'xs' },
      vars: (_theme: unknown, { size }: { readonly size?: string }) => ({ root: size === 'compact-sm' ? { '--button-fz': '12px' } : {} }),
    },
    ActionIcon: { defaultProps: { size: 28, variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { inputWrapperOrder, size: 'sm' } },
    DateInput: { defaultProps: { inputWrapperOrder, size: 'sm' } },
    NumberInput: { defaultProps: { inputWrapperOrder, size: 'sm', hideControls: true } },
    // A list of choices opens when it is asked for, not over the form as soon as the form has the focus.
    Select: { defaultProps: { inputWrapperOrder, size: 'sm', checkIconPosition: 'right', openOnFocus: false } },
    MultiSelect: { defaultProps: { inputWrapperOrder, size: 'sm' } },
    // Said in the place of a choice, and read as one that cannot be taken: a list without choices is none.
    ComboboxEmpty: { defaultProps: { role: 'option', 'aria-disabled': true, 'aria-selected': false } },
    // Heads as quiet as those of every list, and columns that begin where the page does.
    Table: { classNames: { table: tableClasses['table'] ?? '', th: tableClasses['head'] ?? '', td: tableClasses['cell'] ?? '' } },
    Textarea: { defaultProps: { inputWrapperOrder, size: 'sm', autosize: true, minRows: 2 } },
    Modal: { defaultProps: { transitionProps: { duration: 120 }, radius: 10, centered: true, overlayProps: { backgroundOpacity: 0.35 } } },
    Drawer: { defaultProps: { transitionProps: { duration: 120 } } },
    // Its first item has the focus: a stop that is none would be no child of a menu (WCAG 4.1.2).
    Menu: {
      defaultProps: { transitionProps: { duration: 80 }, shadow: 'md', radius: 8, withinPortal: true, withInitialFocusPlaceholder: false },
    },
    Popover: { defaultProps: { transitionProps: { duration: 80 }, shadow: 'md', radius: 8, withinPortal: true } },
    Tooltip: { defaultProps: { transitionProps: { duration: 80 }, openDelay: 300, withArrow: false } },
  },
});
