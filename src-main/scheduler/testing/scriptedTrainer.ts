import type { LabMessage, TrainerMessage } from '#main/trainer/messages.ts'
import type { TrainerHandle } from '../trainerHandle.ts'

/** A trainer scripted by the test. */
export class ScriptedTrainer implements TrainerHandle {
  readonly pid: number | undefined
  ended = false
  say: (message: TrainerMessage) => void = () => undefined
  exit: (reason: string) => void = () => undefined

  constructor(pid: number | undefined) {
    this.pid = pid
  }

  readonly heard: LabMessage[] = []

  send(message: LabMessage): void {
    this.heard.push(message)
  }

  onMessage(listener: (message: TrainerMessage) => void): void {
    this.say = listener
  }

  onExit(listener: (reason: string) => void): void {
    this.exit = listener
  }

  end(): void {
    this.ended = true
  }

  kill(): void {
    this.exit('signal SIGKILL')
  }
}
