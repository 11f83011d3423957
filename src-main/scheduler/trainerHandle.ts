import type { LabMessage, TrainerMessage } from '#main/trainer/messages.ts'

/** A trainer process as the pool sees it. */
export interface TrainerHandle {
  /** Undefined if the process could not be started; onExit reports why. */
  readonly pid: number | undefined
  /** Sends a message; dropped if the trainer is gone. */
  send(message: LabMessage): void
  onMessage(listener: (message: TrainerMessage) => void): void
  /** Called once, after the last message, with a short reason ("signal SIGKILL"). */
  onExit(listener: (reason: string) => void): void
  /** Closes the channel, upon which an idle trainer exits. */
  end(): void
  /** Kills the process immediately. */
  kill(): void
}

/** How a trainer process is started. */
export interface TrainerProgram {
  /** The Node executable. */
  node: string
  /** The trainer's file. */
  entry: string
  /** Folder for decoded images; without it each trainer keeps them in memory. */
  cacheDir?: string
}

/** Starts trainers; the only thing that differs between hosts. */
export type StartTrainer = (program: TrainerProgram) => TrainerHandle
