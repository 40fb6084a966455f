/** The document's event that a form came back with errors: those hidden since are shown again. */
export const ERRORS_CAME = 'askwell:errors-came'
