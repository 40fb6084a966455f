/** Widths of tables are a multiple of this many clusters: four vectors of four. */
export const LANES = 16

/**
 * Scores one text against each cluster: base - length × mass + the rows of its words, added up. The score of
 * its own cluster is given, since the text is taken out there. Writes to `out` the chance of each cluster
 * against the best (1), and returns their sum. All places and sizes are bytes in the memory it was made with.
 */
export type ScoreKernel = (
  words: number,
  wordsEnd: number,
  table: number,
  rowBytes: number,
  out: number,
  base: number,
  mass: number,
  length: number,
  own: number,
  ownScore: number,
) => number

/**
 * The one loop nearly all the time goes to, four clusters to an instruction: a WebAssembly function put
 * together here byte by byte (WebAssembly core specification 2.0, sections 5.4 and 5.5), because the
 * language has no vectors of its own. Its plain twin stands in the test.
 */
export function scoreKernel(memory: WebAssembly.Memory): ScoreKernel {
  const module = new WebAssembly.Module(moduleBytes())
  const { exports } = new WebAssembly.Instance(module, { m: { m: memory } })
  return exports['score'] as ScoreKernel // the module below exports this and nothing else
}

const I32 = 0x7f
const F32 = 0x7d
const V128 = 0x7b
const [WORDS, WORDS_END, TABLE, ROW_BYTES, OUT, BASE, MASS, LENGTH] = [0, 1, 2, 3, 4, 5, 6, 7] as const
const [OWN, OWN_SCORE, AT, WORD, ROW, SUM] = [8, 9, 10, 11, 12, 13] as const
const [FACTOR, TOP, TOTAL, POWER, WHOLE] = [17, 18, 19, 20, 21] as const

const get = (local: number): number[] => [0x20, local]
const set = (local: number): number[] => [0x21, local]
const tee = (local: number): number[] => [0x22, local]
/** A number below 128; from 64 on a second byte says that it is not negative. */
const number = (value: number): number[] => [0x41, ...(value < 64 ? [value] : [value | 128, 0])]
const real = (value: number): number[] => [0x43, ...new Uint8Array(Float32Array.of(value).buffer)]
const ADD_I32 = 0x6a
const MULTIPLY_I32 = 0x6c
const LESS_I32 = 0x49
const NOT_LESS_I32 = 0x4f
const LOAD_I32 = [0x28, 2, 0]
const STORE_F32 = [0x38, 2, 0]
const loadVector = (offset: number): number[] => [0xfd, 0x00, 2, offset]
const storeVector = (offset: number): number[] => [0xfd, 0x0b, 2, offset]
const SPLAT = [0xfd, 0x13]
const SPLAT_I32 = [0xfd, 0x11]
const lane = (index: number): number[] => [0xfd, 0x1f, index]
const ADD = [0xfd, 0xe4, 0x01]
const SUBTRACT = [0xfd, 0xe5, 0x01]
const MULTIPLY = [0xfd, 0xe6, 0x01]
const GREATER = [0xfd, 0xe9, 0x01]
const FLOOR = [0xfd, 0x68]
const TO_WHOLE = [0xfd, 0xf8, 0x01]
const ADD_WHOLE = [0xfd, 0xae, 0x01]
const SHIFT_LEFT = [0xfd, 0xab, 0x01]
const ADD_F32 = 0x92
const GREATER_F32 = 0x97
const BLOCK = [0x02, 0x40]
const LOOP = [0x03, 0x40]
const END = 0x0b
const breakIf = (depth: number): number[] => [0x0d, depth]

const four = (part: (vector: number) => number[]): number[] => [0, 1, 2, 3].flatMap(part)
const next = (local: number, step: number): number[] => [...[...get(local), ...number(step), ADD_I32, ...set(local)]]
const place = (start: number): number[] => [...get(start), ...get(AT), ADD_I32]

/** Runs a body for each step of a row. */
const alongRow = (step: number, body: number[]): number[] => [
  ...[...number(0), ...set(AT), ...LOOP, ...body, ...next(AT, step)],
  ...[...get(AT), ...get(ROW_BYTES), LESS_I32, ...breakIf(0), END],
]

/** Sixteen clusters at once: their sums stay in registers while the words go by. */
function addRows(): number[] {
  const start = four((v) => [
    ...[...place(BASE), ...loadVector(v * 16), ...get(FACTOR)],
    ...[...place(MASS), ...loadVector(v * 16), ...MULTIPLY, ...SUBTRACT, ...set(SUM + v)],
  ])
  const words = [
    ...[...get(WORDS), ...set(WORD), ...BLOCK],
    ...[...get(WORD), ...get(WORDS_END), NOT_LESS_I32, ...breakIf(0), ...LOOP],
    ...[...get(WORD), ...LOAD_I32, ...get(ROW_BYTES), MULTIPLY_I32],
    ...[...place(TABLE), ADD_I32, ...set(ROW)],
    ...four((v) => [...get(SUM + v), ...get(ROW), ...loadVector(v * 16), ...ADD, ...set(SUM + v)]),
    ...[...next(WORD, 4), ...get(WORD), ...get(WORDS_END), LESS_I32, ...breakIf(0), END, END],
  ]
  const keep = four((v) => [...place(OUT), ...get(SUM + v), ...storeVector(v * 16)])
  return alongRow(64, [...start, ...words, ...keep])
}

/** The greatest score, in every lane of TOP. */
function findTop(): number[] {
  const greatest = [0, 1, 2, 3].flatMap((l) => [...get(TOP), ...lane(l), ...(l ? [GREATER_F32] : [])])
  return [
    ...[...real(-Infinity), ...SPLAT, ...set(TOP)],
    ...alongRow(16, [...place(OUT), ...loadVector(0), ...get(TOP), ...GREATER, ...set(TOP)]),
    ...[...greatest, ...SPLAT, ...set(TOP)],
  ]
}

/** Scores to chances: e to the power of what is behind the top, by 2^whole × a parabola (error below 0.3 %). */
function toChances(): number[] {
  const power = [
    ...[...place(OUT), ...loadVector(0), ...get(TOP), ...SUBTRACT],
    ...[...real(Math.LOG2E), ...SPLAT, ...MULTIPLY, ...real(-126), ...SPLAT, ...GREATER],
    ...[...tee(POWER), ...FLOOR, ...set(WHOLE)],
    ...[...get(POWER), ...get(WHOLE), ...SUBTRACT, ...set(POWER)],
  ]
  const parabola = [
    ...[...get(POWER), ...real(0.3435), ...SPLAT, ...MULTIPLY, ...real(0.6565), ...SPLAT, ...ADD],
    ...[...get(POWER), ...MULTIPLY, ...real(1), ...SPLAT, ...ADD],
  ]
  const whole = [
    ...[...get(WHOLE), ...TO_WHOLE, ...number(127), ...SPLAT_I32, ...ADD_WHOLE],
    ...[...number(23), ...SHIFT_LEFT],
  ]
  return [
    ...[...real(0), ...SPLAT, ...set(TOTAL)],
    ...alongRow(16, [
      ...[...power, ...place(OUT), ...parabola, ...whole, ...MULTIPLY, ...tee(POWER)],
      ...[...storeVector(0), ...get(POWER), ...get(TOTAL), ...ADD, ...set(TOTAL)],
    ]),
    ...[0, 1, 2, 3].flatMap((l) => [...get(TOTAL), ...lane(l), ...(l ? [ADD_F32] : [])]),
  ]
}

function body(): number[] {
  const putOwn = [...get(OUT), ...get(OWN), ADD_I32, ...get(OWN_SCORE), ...STORE_F32]
  const start = [...get(LENGTH), ...SPLAT, ...set(FACTOR)]
  return [...start, ...addRows(), ...putOwn, ...findTop(), ...toChances(), END]
}

/** Small numbers are one byte, greater ones seven bits to a byte (LEB128). */
function size(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...size(value >>> 7)]
}

function moduleBytes(): Uint8Array<ArrayBuffer> {
  const section = (id: number, bytes: number[]): number[] => [id, ...size(bytes.length), ...bytes]
  const text = (name: string): number[] => [name.length, ...[...name].map((c) => c.charCodeAt(0))]
  const parameters = [10, ...Array<number>(7).fill(I32), F32, I32, F32]
  const code = [2, 3, I32, 9, V128, ...body()]
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [1, 0x60, ...parameters, 1, F32]),
    ...section(2, [1, ...text('m'), ...text('m'), 0x02, 0x00, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...text('score'), 0x00, 0]),
    ...section(10, [1, ...size(code.length), ...code]),
  ])
}
