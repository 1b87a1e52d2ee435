// Embed profiles, as the tests see it.
export function profileData(): string;
