const refused = (file: string): never => {
  throw new Error(`there are no files in a window: ${file}`);
};

/** PDFKit would read its own fonts and colour profiles from the disk; our documents use none of them. */
export const readFileSync = refused;
export const statSync = refused;

export default { readFileSync, statSync };
