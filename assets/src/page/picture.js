// The map as a PNG file, with its title, legend, scale, attribution and date. paper.js prints the same picture.
/** @import { MapLibre } from "../map/maplibre" */
import { getElements, make, onClick } from "../dom.js";
import { liveMap } from "../map/live.js";
import { fillText } from "../number_text.js";
import { pageData } from "./page_data.js";
import { saveFile, today, todayInWords } from "./save_file.js";
import { currentState } from "./state.js";
import { stillPicture } from "./still_picture.js";

/** @typedef {{ height: number, write: (top: number) => void }} Block */
/** @typedef {CanvasRenderingContext2D} Pen */

const root = document.documentElement;
const LEAST_PX = 1600; // enough for a slide or a printed page
const EDGE = 14; // this and all sizes below are in pixels of the screen
const LINE = 18;
const SAMPLE = { width: 36, height: 13.5, gap: 6, spacing: 16 };

const colour = (/** @type {string} */ name) => getComputedStyle(root).getPropertyValue(name).trim();
const textOf = (/** @type {string} */ selector) => document.querySelector(selector)?.textContent.trim() || "";
const rtl = () => root.dir === "rtl";

/** The map, drawn again at once at a width of at least `LEAST_PX`. */
function copyMap(/** @type {MapLibre} */ map) {
  const copy = document.createElement("canvas");
  const width = map.getContainer().clientWidth;
  map.setPixelRatio(Math.max(window.devicePixelRatio, (LEAST_PX + 1) / width)); // it rounds down
  map.once("render", () => {
    // outside this event the canvas is empty
    const canvas = map.getCanvas();
    Object.assign(copy, { width: canvas.width, height: canvas.height });
    penOf(copy).drawImage(canvas, 0, 0);
  });
  map.redraw();
  map.setPixelRatio(undefined);
  map.redraw();
  return { copy, ratio: copy.width / width };
}

const penOf = (/** @type {HTMLCanvasElement} */ canvas) => /** @type {Pen} */ (canvas.getContext("2d"));

/** A pen with pixels of the screen as its unit. */
function penOn(/** @type {HTMLCanvasElement} */ canvas, /** @type {number} */ ratio) {
  const pen = penOf(canvas);
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  Object.assign(pen, { direction: root.dir || "ltr", textAlign: "start", textBaseline: "top" });
  return pen;
}

const font = (/** @type {number} */ size, /** @type {number} */ weight) =>
  `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;

/** The lines of a text that fit the width; an address without spaces is cut anywhere. */
function lines(/** @type {Pen} */ pen, /** @type {string} */ text, /** @type {number} */ width) {
  const cut = [""];
  for (const word of text.split(/(?<=\s)/)) {
    if (pen.measureText(cut.at(-1) + word).width > width && cut.at(-1)) cut.push("");
    for (const letter of pen.measureText(word).width > width ? word : [word]) {
      if (pen.measureText(cut.at(-1) + letter).width > width) cut.push("");
      cut[cut.length - 1] += letter;
    }
  }
  return cut;
}

/**
 * A text in lines: its height, and a function that writes it below a position.
 * @type {(pen: Pen, text: string, width: number, look: [number, number, string]) => Block}
 */
const paragraph = (pen, text, width, [size, weight, ink]) => {
  pen.font = font(size, weight);
  const cut = text ? lines(pen, text, width - 2 * EDGE) : [];
  const step = size * 1.4;
  const write = (/** @type {number} */ top) => {
    Object.assign(pen, { font: font(size, weight), fillStyle: colour(ink) });
    cut.forEach((line, at) => pen.fillText(line, rtl() ? width - EDGE : EDGE, top + at * step));
  };
  return { height: cut.length * step, write };
};

/** The positions of the visible entries of the legend, the modes first, and the height of all. */
function entries(/** @type {Pen} */ pen, /** @type {number} */ width) {
  const theme = root.dataset.theme === "dark" ? "dark" : "light";
  const groups = [...getElements("#legend .legend-modes"), ...getElements("#legend .legend-group")];
  const items = [];
  let y = -LINE;
  for (const group of groups) {
    let x = 0;
    y += LINE;
    for (const entry of getElements("h3, .legend-entry:not([hidden])", HTMLElement, group)) {
      const [image] = getElements(`img.on-${theme}`, HTMLImageElement, entry);
      const text = entry.textContent.trim();
      const indent = image ? SAMPLE.width + SAMPLE.gap : 0;
      const wide = indent + pen.measureText(text).width;
      if (x && x + wide > width - 2 * EDGE) [x, y] = [0, y + LINE];
      items.push({ image, text, x, y, indent });
      x += wide + SAMPLE.spacing;
    }
  }
  return { items, height: y + LINE };
}

function legend(/** @type {Pen} */ pen, /** @type {number} */ width) {
  pen.font = font(11, 400);
  const { items, height } = entries(pen, width);
  const write = (/** @type {number} */ top) => {
    for (const { image, text, x, y, indent } of items) {
      const at = rtl() ? width - EDGE - x : EDGE + x; // the side where reading begins
      if (image) pen.drawImage(image, rtl() ? at - SAMPLE.width : at, top + y + 1, SAMPLE.width, SAMPLE.height);
      Object.assign(pen, { font: font(11, 400), fillStyle: colour(image ? "--ink" : "--muted") });
      pen.fillText(text, rtl() ? at - indent : at + indent, top + y + 1);
    }
  };
  return { height: height + 4, write };
}

/** The scale bar of the page, in the lower corner at the end of the lines. */
function drawScale(/** @type {Pen} */ pen, /** @type {number} */ width, /** @type {number} */ bottom) {
  const [bar] = getElements("#map-scale .scale-bar");
  if (!bar?.style.width) return;
  const length = parseFloat(bar.style.width);
  const right = rtl() ? EDGE + length : width - EDGE;
  const y = bottom - EDGE;
  Object.assign(pen, { font: font(12, 600), textAlign: "center", textBaseline: "bottom", lineJoin: "round" });
  const bracket = new Path2D(`M${right - length} ${y - 5}v5h${length}v-5`);
  for (const look of [
    { strokeStyle: colour("--panel"), lineWidth: 5 },
    { strokeStyle: colour("--ink"), lineWidth: 1.8 },
  ]) {
    Object.assign(pen, look);
    pen.stroke(bracket);
  }
  const [text, x] = [textOf("#map-scale .scale-text"), right - length / 2];
  Object.assign(pen, { strokeStyle: colour("--panel"), lineWidth: 4, fillStyle: colour("--ink") });
  pen.strokeText(text, x, y - 5);
  pen.fillText(text, x, y - 5);
  Object.assign(pen, { textAlign: "start", textBaseline: "top" });
}

// Isolated, because an address runs from left to right in an Arabic line too.
const shortAddress = () => `\u2066${decodeURI(location.href).replace(/^https?:\/\//, "")}\u2069`;

const dateAndAddress = () => `${fillText(pageData.words["picture.made"], { date: todayInWords() })} · ${shortAddress()}`;

/** The map with its scale on a canvas; if `framed`, with title, legend, attribution, date and address. Null until the map has drawn everything. */
export function picture({ framed = true } = {}) {
  const live = liveMap();
  if (!live || document.querySelector(".first-picture")) return null;
  return compose(copyMap(live), framed);
}

function compose(/** @type {{ copy: HTMLCanvasElement, ratio: number }} */ { copy, ratio }, /** @type {boolean} */ framed) {
  const [width, high] = [copy.width / ratio, copy.height / ratio];
  const canvas = make("canvas", { width: String(copy.width) });
  const { above, below } = framed ? frame(penOn(canvas, ratio), width) : { above: [], below: [] };
  const sum = (/** @type {Block[]} */ blocks) => blocks.reduce((total, { height }) => total + height, blocks.length ? EDGE : 0);
  canvas.height = Math.round((sum(above) + high + sum(below)) * ratio); // this resets the canvas and its pen
  const pen = penOn(canvas, ratio);
  pen.fillStyle = colour("--panel");
  pen.fillRect(0, 0, width, canvas.height / ratio);
  pen.drawImage(copy, 0, sum(above), width, high);
  drawScale(pen, width, sum(above) + high);
  write(above, EDGE / 2);
  write(below, sum(above) + high + EDGE / 2);
  return canvas;
}

function frame(/** @type {Pen} */ pen, /** @type {number} */ width) {
  const small = (/** @type {string} */ text) => paragraph(pen, text, width, [11, 400, "--muted"]);
  return {
    above: [paragraph(pen, document.title, width, [17, 600, "--ink"])],
    below: [legend(pen, width), small(textOf(".attribution")), small(dateAndAddress())],
  };
}

function write(/** @type {Block[]} */ blocks, /** @type {number} */ top) {
  for (const block of blocks) {
    block.write(top);
    top += block.height;
  }
}

const RETRY_AFTER_MS = 250;

async function save() {
  const still = await stillPicture(LEAST_PX);
  const canvas = still ? compose(still, true) : picture();
  if (!canvas) return void setTimeout(save, RETRY_AFTER_MS);
  /** @type {Blob | null} */
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  if (!blob) throw new Error("the picture is too large");
  const [, , ...ids] = currentState().path.split("/"); // a way has two ids
  saveFile(blob, `${[pageData.files, ...ids, today()].filter(Boolean).join("-")}.png`);
}

onClick("button[data-share=picture]", save);
