/** Where files that people sent are kept, under keys that nobody can guess. */
export interface Blobs {
  /** Keeps the bytes; returns once they would survive a power cut. */
  put(key: string, bytes: Buffer): Promise<void>
  /** The bytes, or undefined when there is no such file. */
  find(key: string): Promise<Buffer | undefined>
  remove(key: string): Promise<void>
}
