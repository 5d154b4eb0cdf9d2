/** Which arithmetic made a document (BEY-02). It grows when the same command and facts would give other bytes. */
export const engineVersion = '1';
