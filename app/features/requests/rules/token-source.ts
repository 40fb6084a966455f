/** The source of what a token sends, so that two tools can't write over each other. */
export const sourceOfToken = (name: string): string => `api ${name}`
