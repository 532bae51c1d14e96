/** A number as the server writes it, by the separators of the page's language (`Words.separators`): browsers know some languages less well. */
export function numberText(/** @type {number} */ number, /** @type {Intl.NumberFormatOptions} */ options = {}) {
  const { lang, dataset } = document.documentElement;
  const [group, decimal] = dataset.separators ?? ",.";
  const format = new Intl.NumberFormat(lang || "en", { numberingSystem: "latn", useGrouping: "always", ...options });
  const parts = format.formatToParts(number).map(({ type, value }) => (type === "group" ? group : type === "decimal" ? decimal : value));
  return parts.join("");
}
