/** An error whose message is meant for the user; the program exits with `exitCode`. */
export class UserError extends Error {
  override name = 'UserError'
  readonly exitCode: number
  constructor(message: string, exitCode = 1, options?: ErrorOptions) {
    super(message, options)
    this.exitCode = exitCode
  }
}

/** Incorrect use of the command line. */
export class UsageError extends UserError {
  override name = 'UsageError'
  constructor(message: string) {
    super(message, 2)
  }
}
