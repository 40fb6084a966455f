import { MACHINE_KINDS, type MachineKind } from '../types.ts'
import { sayingText } from '#app/locale/saying.ts'
import { readingRefusals } from '#app/features/requests/words/reading.ts'
/** Why a mail of a program is refused, by what it is. */
export const MACHINE_REASONS = {
  automatic: sayingText(readingRefusals, 'isAnAutomaticAnswer'),
  undelivered: sayingText(readingRefusals, 'isANotice'),
  receipt: sayingText(readingRefusals, 'onlySays'),
  list: sayingText(readingRefusals, 'isANewsletter'),
  program: sayingText(readingRefusals, 'wasWrittenBy'),
} as const satisfies Readonly<Record<MachineKind, string>>

/** What kind of program's mail a refusal is about; null = any other. */
export function machineKindOf(reason: string): MachineKind | null {
  return MACHINE_KINDS.find((kind) => MACHINE_REASONS[kind] === reason) ?? null
}
