// Print tree, as the tests see it.
export function printTree(root: string): string;
