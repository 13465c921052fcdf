const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as HTML and SVG show it, also inside an attribute. */
export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (letter) => NAMED[letter]!)
