/** Where files that people sent are kept, under keys that nobody can guess. */
export interface Blobs {
  /** Keeps the bytes; returns once they would survive a power cut. */
  put(key: string, bytes: Buffer): Promise<void>
  /** The bytes, or undefined when there is no such file. */
  find(key: string): Promise<Buffer | undefined>
  remove(key: string): Promise<void>
  /** Keeps a file that is too large to hold, as it comes in; returns how many bytes it has. */
  keep(key: string, pieces: AsyncIterable<Uint8Array>): Promise<number>
  /** A kept file to be read in pieces, or undefined when there is none. */
  open(key: string): Promise<OpenBlob | undefined>
}

/** A kept file that is read from any of its bytes on. */
export interface OpenBlob {
  readonly size: number
  stream(from: number): AsyncIterable<Buffer>
}
