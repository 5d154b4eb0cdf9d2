import { Buffer } from 'buffer';

// PDFKit and its parts look for these of Node's when they are loaded, so this file is the first that the printer imports.
const lent = globalThis as { Buffer?: typeof Buffer; global?: typeof globalThis };
lent.Buffer ??= Buffer;
lent.global ??= globalThis;
