// What a check may find wrong, by the same codes as the command (FORMAT.md says what must hold).

export class Fault extends Error {
  constructor(
    readonly code: string,
    readonly came = "",
  ) {
    super(came ? `${code}: ${came}` : code);
  }
}
