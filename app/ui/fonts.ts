import text from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2?url'
import voice from '@fontsource-variable/literata/files/literata-latin-wght-normal.woff2?url'

/** The two files every page shows, to be preloaded: latin, upright. */
export const PRELOADED_FONTS: readonly string[] = [text, voice]
