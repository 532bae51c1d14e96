// Functions that dash-ag-grid calls by name: the theme, the order of values, the content of a cell, and the keys in it.
/** @import { Cell, GridTheme } from "./libraries" */
import { withBase } from "../page/location.js";

// Variables of the style sheet, so that the grid changes its theme with the page.
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

// The server gives the position of each value. Cells without a position come last in both directions.
/** @type {(cell: Cell | undefined, other: Cell | undefined, _nodeOne: object, _nodeOther: object, descending: boolean) => number} */
const atlasCompare = (cell, other, _nodeOne, _nodeOther, descending) => {
  const [a, b] = [cell?.k ?? null, other?.k ?? null];
  if (a === null || b === null) return a === b ? 0 : (a === null) === Boolean(descending) ? -1 : 1;
  return a - b;
};

// Arrows move between cells. In a cell with several links, Enter focuses the first link, and arrows move between the links.
const atlasInCell = (/** @type {{ event: KeyboardEvent }} */ { event }) =>
  event.target instanceof HTMLAnchorElement && ["Enter", "ArrowLeft", "ArrowRight", "Escape"].includes(event.key);

// The parts of a cell: texts, links, and the name in its own language on a line of its own.
const AtlasCell = (/** @type {{ value?: Cell }} */ { value }) => {
  const { createElement: element, Fragment } = window.React;
  const pieces = (value?.p || []).map(([text, href, sample, lang, dir], index) => {
    if (lang) return element("span", { key: index, lang, dir, className: "hint" }, text);
    const content = sample ? [element("span", { key: "sample", className: sample }), text] : text;
    const part = href
      ? element("a", { key: "words", href: withBase(href), className: "nav", tabIndex: -1 }, text)
      : element("bdi", { key: "words", className: sample ? "with-sample" : "" }, content);
    return element(Fragment, { key: index }, index ? " · " : "", part);
  });
  return element("span", { className: "pieces" }, pieces);
};

window.dashAgGridFunctions = { ...window.dashAgGridFunctions, atlasTheme, atlasCompare, atlasInCell };
window.dashAgGridComponentFunctions = { ...window.dashAgGridComponentFunctions, AtlasCell };
