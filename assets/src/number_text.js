/** A number with the separators of `Words.separators` in Python: browsers do not know those of all languages. */
export function numberText(/** @type {number} */ number, /** @type {Intl.NumberFormatOptions} */ options = {}) {
  const { lang, dataset } = document.documentElement;
  const [group, decimal] = dataset.separators ?? ",.";
  const format = new Intl.NumberFormat(lang || "en", { numberingSystem: "latn", useGrouping: "always", ...options });
  const parts = format.formatToParts(number).map(({ type, value }) => (type === "group" ? group : type === "decimal" ? decimal : value));
  return parts.join("");
}

/** A text with its placeholders `{name}` filled; a name without a value leaves nothing. */
export const fillText = (/** @type {string | undefined} */ template = "", /** @type {Record<string, string | number>} */ values) =>
  template.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
