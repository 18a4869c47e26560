declare module "virtual:icons" {
  /** The hidden svg with a symbol per icon; main.ts puts it into the page once. */
  export const SPRITE: string;
}
