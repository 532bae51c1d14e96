// The map as it is seen, taken away: a PNG with title, legend, scale, attribution and day in it. paper.js prints it.
import { liveMap } from "../map/live.js";
import { pageData } from "./page_data.js";
import { saveFile, today, todayInWords } from "./save_file.js";
import { currentState } from "./state.js";
import { stillPicture } from "./still_picture.js";

const root = document.documentElement;
const LEAST_PX = 1600; // what a slide or a page of print takes, whatever the screen
const EDGE = 14; // this and all sizes below in pixels of the screen
const LINE = 18;
const SAMPLE = { width: 36, height: 13.5, gap: 6, apart: 16 };

const colour = (name) => getComputedStyle(root).getPropertyValue(name).trim();
const words = (selector) => document.querySelector(selector)?.textContent.trim() || "";
const rtl = () => root.dir === "rtl";

/** The map drawn once more, now, at a width of at least `LEAST_PX`. */
function drawn({ map }) {
  const copy = document.createElement("canvas");
  const width = map.getContainer().clientWidth;
  map.setPixelRatio(Math.max(window.devicePixelRatio, (LEAST_PX + 1) / width)); // it rounds down
  map.once("render", () => {
    // outside this event the canvas reads blank
    const canvas = map.getCanvas();
    Object.assign(copy, { width: canvas.width, height: canvas.height });
    copy.getContext("2d").drawImage(canvas, 0, 0);
  });
  map.redraw();
  map.setPixelRatio(undefined);
  map.redraw();
  return { copy, ratio: copy.width / width };
}

/** A pen whose unit is a pixel of the screen. */
function penOn(canvas, ratio) {
  const pen = canvas.getContext("2d");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  Object.assign(pen, { direction: root.dir || "ltr", textAlign: "start", textBaseline: "top" });
  return pen;
}

const font = (size, weight) => `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;

/** A text cut into lines that fit; an address, which has no spaces, is cut anywhere. */
function lines(pen, text, width) {
  const found = [""];
  for (const word of text.split(/(?<=\s)/)) {
    if (pen.measureText(found.at(-1) + word).width > width && found.at(-1)) found.push("");
    for (const letter of pen.measureText(word).width > width ? word : [word]) {
      if (pen.measureText(found.at(-1) + letter).width > width) found.push("");
      found[found.length - 1] += letter;
    }
  }
  return found;
}

/** A text in its lines: how high it is, and how it is written from a height on. */
function paragraph(pen, text, width, [size, weight, ink]) {
  pen.font = font(size, weight);
  const all = text ? lines(pen, text, width - 2 * EDGE) : [];
  const step = size * 1.4;
  const write = (top) => {
    Object.assign(pen, { font: font(size, weight), fillStyle: colour(ink) });
    all.forEach((line, at) => pen.fillText(line, rtl() ? width - EDGE : EDGE, top + at * step));
  };
  return { height: all.length * step, write };
}

/** The legend's words and their samples as the filters have left them, the modes first: where each stands, and the height. */
function entries(pen, width) {
  const theme = root.dataset.theme === "dark" ? "dark" : "light";
  const groups = ["#legend .legend-modes", "#legend .legend-group"].flatMap((one) => [...document.querySelectorAll(one)]);
  const items = [];
  let y = -LINE;
  for (const group of groups) {
    let x = 0;
    y += LINE;
    for (const entry of group.querySelectorAll("h3, .legend-entry:not([hidden])")) {
      const image = entry.querySelector(`img.on-${theme}`);
      const text = entry.textContent.trim();
      const indent = image ? SAMPLE.width + SAMPLE.gap : 0;
      const wide = indent + pen.measureText(text).width;
      if (x && x + wide > width - 2 * EDGE) [x, y] = [0, y + LINE];
      items.push({ image, text, x, y, indent });
      x += wide + SAMPLE.apart;
    }
  }
  return { items, height: y + LINE };
}

function legend(pen, width) {
  pen.font = font(11, 400);
  const { items, height } = entries(pen, width);
  const write = (top) => {
    for (const { image, text, x, y, indent } of items) {
      const at = rtl() ? width - EDGE - x : EDGE + x; // where reading begins
      if (image) pen.drawImage(image, rtl() ? at - SAMPLE.width : at, top + y + 1, SAMPLE.width, SAMPLE.height);
      Object.assign(pen, { font: font(11, 400), fillStyle: colour(image ? "--ink" : "--muted") });
      pen.fillText(text, rtl() ? at - indent : at + indent, top + y + 1);
    }
  };
  return { height: height + 4, write };
}

/** The scale bar of the page, in the map's lower end corner. */
function drawScale(pen, width, bottom) {
  const bar = document.querySelector("#map-scale .scale-bar");
  if (!bar?.style.width) return;
  const length = parseFloat(bar.style.width);
  const right = rtl() ? EDGE + length : width - EDGE;
  const y = bottom - EDGE;
  Object.assign(pen, { font: font(12, 600), textAlign: "center", textBaseline: "bottom", lineJoin: "round" });
  for (const [style, thick] of [
    [colour("--panel"), 5],
    [colour("--ink"), 1.8],
  ]) {
    Object.assign(pen, { strokeStyle: style, lineWidth: thick });
    pen.beginPath();
    for (const [x, up] of [
      [right - length, 5],
      [right - length, 0],
      [right, 0],
      [right, 5],
    ])
      pen.lineTo(x, y - up);
    pen.stroke();
  }
  const place = [words("#map-scale .scale-text"), right - length / 2, y - 5];
  Object.assign(pen, { strokeStyle: colour("--panel"), lineWidth: 4, fillStyle: colour("--ink") });
  pen.strokeText(...place);
  pen.fillText(...place);
  Object.assign(pen, { textAlign: "start", textBaseline: "top" });
}

// Isolated: an address runs from the left in an Arabic line too.
const shortAddress = () => `\u2066${decodeURI(location.href).replace(/^https?:\/\//, "")}\u2069`;

function made() {
  return `${pageData.words["picture.made"].replace("{date}", todayInWords())} · ${shortAddress()}`;
}

/* The map with its scale on a canvas; where it is `framed`, with title, legend, attribution, day and address too. */
export function picture({ framed = true } = {}) {
  const live = liveMap();
  if (!live || document.querySelector(".first-picture")) return null; // it has not drawn everything yet
  return composed(drawn(live), framed);
}

function composed({ copy, ratio }, framed) {
  const [width, high] = [copy.width / ratio, copy.height / ratio];
  const canvas = Object.assign(document.createElement("canvas"), { width: copy.width });
  const { above, below } = framed ? frame(penOn(canvas, ratio), width) : { above: [], below: [] };
  const sum = (blocks) => blocks.reduce((all, { height }) => all + height, blocks.length ? EDGE : 0);
  canvas.height = Math.round((sum(above) + high + sum(below)) * ratio); // which empties the canvas and its pen
  const pen = penOn(canvas, ratio);
  pen.fillStyle = colour("--panel");
  pen.fillRect(0, 0, width, canvas.height / ratio);
  pen.drawImage(copy, 0, sum(above), width, high);
  drawScale(pen, width, sum(above) + high);
  write(above, EDGE / 2);
  write(below, sum(above) + high + EDGE / 2);
  return canvas;
}

function frame(pen, width) {
  const small = (text) => paragraph(pen, text, width, [11, 400, "--muted"]);
  return {
    above: [paragraph(pen, document.title, width, [17, 600, "--ink"])],
    below: [legend(pen, width), small(words(".attribution")), small(made())],
  };
}

function write(blocks, top) {
  for (const block of blocks) {
    block.write(top);
    top += block.height;
  }
}

const AGAIN_AFTER_MS = 250;

async function save() {
  const still = await stillPicture(LEAST_PX);
  const canvas = still ? composed(still, true) : picture();
  if (!canvas) return void setTimeout(save, AGAIN_AFTER_MS);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  const [, , id] = currentState().path.split("/");
  saveFile(blob, `${[pageData.files, id, today()].filter(Boolean).join("-")}.png`);
}

document.addEventListener("click", (event) => {
  if (event.target.closest?.("button[data-share=picture]")) save();
});
