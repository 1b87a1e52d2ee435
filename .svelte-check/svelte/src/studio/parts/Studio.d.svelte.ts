export { default } from "./++Studio.svelte.ts";
export * from "./++Studio.svelte.ts";
