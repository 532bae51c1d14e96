// What dash-ag-grid asks us for by name: the colours of the page, how values compare, what stands in a cell, its keys.
/** @import { Cell, GridTheme } from "./libraries" */
import { withBase } from "../page/location.js";

// The style sheet's own variables: the grid turns light or dark with the page, and nobody has to tell it.
const atlasTheme = (/** @type {GridTheme} */ quartz) =>
  quartz.withParams({
    browserColorScheme: "inherit",
    backgroundColor: "var(--panel)",
    foregroundColor: "var(--ink)",
    textColor: "var(--ink)",
    accentColor: "var(--accent)",
    borderColor: "var(--line)",
    chromeBackgroundColor: "var(--paper)",
    headerBackgroundColor: "var(--paper)",
    headerTextColor: "var(--ink)",
    rowHoverColor: "var(--quote)",
    selectedRowBackgroundColor: "var(--accent-soft)",
    focusShadow: "inset 0 0 0 2px var(--accent)",
    fontFamily: "inherit",
    headerFontWeight: 600,
    fontSize: 13,
    spacing: 5,
    wrapperBorderRadius: 6,
  });

// By the place that the server gave; what has none stands last, both ways.
/** @type {(cell: Cell | undefined, other: Cell | undefined, _nodeOne: object, _nodeOther: object, descending: boolean) => number} */
const atlasCompare = (cell, other, _nodeOne, _nodeOther, descending) => {
  const [a, b] = [cell?.k ?? null, other?.k ?? null];
  if (a === null || b === null) return a === b ? 0 : (a === null) === Boolean(descending) ? -1 : 1;
  return a - b;
};

// Arrows move between cells. Where a cell holds several links, Enter goes in to them, and arrows between them.
const atlasInCell = (/** @type {{ event: KeyboardEvent }} */ { event }) =>
  event.target instanceof HTMLAnchorElement && ["Enter", "ArrowLeft", "ArrowRight", "Escape"].includes(event.key);

// Pieces as text, links as links; a name in its own language stands on its own line.
const AtlasCell = (/** @type {{ value?: Cell }} */ { value }) => {
  const { createElement: element, Fragment } = window.React;
  const pieces = (value?.p || []).map(([text, href, sample, lang, dir], index) => {
    if (lang) return element("span", { key: index, lang, dir, className: "hint" }, text);
    const inside = sample ? [element("span", { key: "sample", className: sample }), text] : text;
    const words = href
      ? element("a", { key: "words", href: withBase(href), className: "nav", tabIndex: -1 }, text)
      : element("bdi", { key: "words", className: sample ? "with-sample" : "" }, inside);
    return element(Fragment, { key: index }, index ? " · " : "", words);
  });
  return element("span", { className: "pieces" }, pieces);
};

window.dashAgGridFunctions = { ...window.dashAgGridFunctions, atlasTheme, atlasCompare, atlasInCell };
window.dashAgGridComponentFunctions = { ...window.dashAgGridComponentFunctions, AtlasCell };
