import type { LabMessage, TrainerMessage } from '#main/trainer/messages.ts'

/** A trainer process as the pool sees it. */
export interface TrainerHandle {
  /** Undefined: the process could not be started; onExit tells why. */
  readonly pid: number | undefined
  /** Messages to a trainer that is gone are dropped. */
  send(message: LabMessage): void
  onMessage(listener: (message: TrainerMessage) => void): void
  /** Called once, after the last message, with a short reason ("signal SIGKILL"). */
  onExit(listener: (reason: string) => void): void
  /** Closes the channel: an idle trainer then ends by itself. */
  end(): void
  /** Ends the process at once, whatever it does. */
  kill(): void
}

/** What a trainer runs as. */
export interface TrainerProgram {
  /** The program. */
  node: string
  /** The trainer's file. */
  entry: string
  /** Folder for decoded images; without it each trainer keeps them in memory. */
  cacheDir?: string
}

/** Starts trainers: the one thing that hosts do differently. */
export type StartTrainer = (program: TrainerProgram) => TrainerHandle
