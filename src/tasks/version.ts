// Version: the tool's name and version, as reports carry them.

/** The same as in package.json; a test looks. */
export const TOOL = { name: 'lacquer', version: '0.1.0' } as const;
