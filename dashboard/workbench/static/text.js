// The text with its marks and its selection. Positions are code points, as on the server.
import { element } from "./dom.js";

/** Converts positions between code points and the UTF-16 units of browsers. */
class Positions {
  constructor(text) {
    this.units = [];
    let unit = 0;
    for (const letter of text) {
      this.units.push(unit);
      unit += letter.length;
    }
    this.units.push(unit);
  }
  unit(point) {
    return this.units[Math.min(point, this.units.length - 1)];
  }
  point(unit) {
    let low = 0;
    let high = this.units.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.units[middle] < unit) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export class TextView {
  constructor(element, { picked, selected }) {
    this.element = element;
    this.items = [];
    // The element is editable, so that there is a caret to select with keys; but all editing is prevented.
    for (const kind of ["beforeinput", "drop", "paste", "cut"]) element.addEventListener(kind, (event) => event.preventDefault());
    element.addEventListener("click", (event) => {
      const mark = event.target.closest("mark");
      if (mark && document.getSelection().isCollapsed) picked(mark.dataset.items.split(" ").at(-1));
    });
    document.addEventListener("selectionchange", () => selected(this.selection()));
  }

  show(text, items) {
    this.text = text;
    this.items = items;
    this.positions = new Positions(text);
    const cuts = [...new Set([0, ...items.flatMap(({ start, end }) => [start, end]), this.positions.units.length - 1])];
    cuts.sort((a, b) => a - b);
    const pieces = [];
    for (let at = 0; at + 1 < cuts.length; at += 1) {
      const words = this.words(cuts[at], cuts[at + 1]);
      const covering = items.filter(({ start, end }) => start <= cuts[at] && cuts[at + 1] <= end);
      pieces.push(covering.length ? this.mark(words, covering) : document.createTextNode(words));
    }
    this.element.replaceChildren(...pieces);
  }

  mark(words, items) {
    const className = items.some(({ kind }) => kind === "statement") ? "statement" : "candidate";
    const mark = element("mark", { className, textContent: words });
    // A click picks the last item, which is the shortest.
    const sorted = items.toSorted((a, b) => b.end - b.start - (a.end - a.start));
    mark.dataset.items = sorted.map(({ key }) => key).join(" ");
    return mark;
  }

  words(start, end) {
    return this.text.slice(this.positions.unit(start), this.positions.unit(end));
  }

  /** Highlight the marks of one item. */
  highlight(key) {
    for (const mark of this.element.querySelectorAll("mark")) {
      mark.classList.toggle("current", key !== null && mark.dataset.items.split(" ").includes(key));
    }
    this.element.querySelector("mark.current")?.scrollIntoView({ block: "nearest" });
  }

  /** Start and end of the selected words; null without a selection. */
  selection() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!this.element.contains(range.commonAncestorContainer)) return null;
    const before = document.createRange();
    before.selectNodeContents(this.element);
    before.setEnd(range.startContainer, range.startOffset);
    const unit = before.toString().length;
    return { start: this.positions.point(unit), end: this.positions.point(unit + range.toString().length) };
  }
}
