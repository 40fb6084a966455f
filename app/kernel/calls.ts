/** One thing that a thread is asked. */
interface Call {
  readonly id: number
  readonly ask: unknown
}

/** What a thread says: once that it is ready, then how far each call is and what came of it. */
export type ThreadMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string }

/** What `parentPort` of a worker thread has. */
interface Port {
  on(event: 'message', hear: (call: Call) => void): unknown
  postMessage(message: ThreadMessage): void
}

/**
 * The thread's side: answers each call in the order in which they come. `port` is null where the thread's file is
 * imported outside a thread, as tests do; then nothing is answered.
 */
export function answerCalls<Ask>(
  port: Port | null,
  answer: (ask: Ask, report: (progress: unknown) => void) => unknown,
): void {
  port?.on('message', ({ id, ask }) => {
    try {
      const report = (progress: unknown): void => port.postMessage({ kind: 'progress', id, progress })
      // The two sides of one thread are written together, so what is asked is what this side takes.
      port.postMessage({ kind: 'answer', id, answer: answer(ask as Ask, report) })
    } catch (error) {
      port.postMessage({ kind: 'failure', id, message: error instanceof Error ? error.message : String(error) })
    }
  })
  port?.postMessage({ kind: 'ready' })
}

/** How long a call may take, and how it is broken off. Times in milliseconds. */
export interface CallRules {
  /** After so long from the call the caller goes on without an answer; the thread works on. */
  readonly patience?: number
  /** After so long from when the thread is ready and has the call, the thread is ended. */
  readonly limit?: number
  /** Breaks the call off: it is rejected with the signal's reason, and the thread is ended unless others wait for it. */
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: (progress: unknown) => void
}

/** A worker thread that answers calls; it starts with the first, and anew after it ended. */
export interface Thread {
  /** Rejects with `ThreadFailure` when no answer comes. */
  call<Answer>(ask: unknown, rules?: CallRules): Promise<Answer>
  /** Ends the thread; calls that wait are rejected. */
  close(): Promise<void>
}

/** Which code runs in a thread, and with what. */
export interface ThreadEntry {
  /** The name of the built file, without its ending. */
  readonly name: string
  /** The path of the source, from the project's root. */
  readonly source: string
  readonly workerData?: unknown
  /** The most memory the thread's own objects may take, in megabytes. */
  readonly memory?: number
  /** Milliseconds without a call after which the thread is ended, so that it holds no memory; never by default. */
  readonly idle?: number
}

/** Makes a thread; handed to what may not know how one is started. */
export type OpenThread = (entry: ThreadEntry) => Thread

/** Why no answer came: it took too long, the thread ended, or the answering code threw. */
export class ThreadFailure extends Error {
  readonly why: 'late' | 'ended' | 'threw'

  constructor(why: ThreadFailure['why'], message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'ThreadFailure'
    this.why = why
  }
}
