/** The code that shows a story's card on another site. `base`: this site's address without a slash at its end. */
export function embedCode(base: string, id: number, title: string): string {
  const safe = title.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`)
  return `<iframe src="${base}/stories/${id}/card" title="${safe}" width="100%" height="280" loading="lazy" style="border:0"></iframe>`
}
