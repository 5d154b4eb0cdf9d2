/** The first command of the demo company: a store that knows it is a demo. */
export const demoMark = 'cmd_demo_company';
