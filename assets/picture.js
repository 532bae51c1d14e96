// The map as it is seen, taken away: as a PNG with title, attribution, scale and date in it, and on paper.
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const root = document.documentElement;
  const EDGE_PX = 14;

  const colour = (name) => getComputedStyle(root).getPropertyValue(name).trim();
  const words = (selector) => document.querySelector(selector)?.textContent.trim() || "";

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

  /** Everything around the map, as blocks of lines: first measured, then written. */
  function frame(pen, width, ratio) {
    const family = getComputedStyle(document.body).fontFamily;
    const block = (text, size, weight, ink) => {
      const font = `${weight} ${size * ratio}px ${family}`;
      pen.font = font;
      return { font, ink, step: size * ratio * 1.4, lines: text ? lines(pen, text, width - 2 * EDGE_PX * ratio) : [] };
    };
    const day = new Intl.DateTimeFormat(`${root.lang}-u-nu-latn`, { dateStyle: "long" }).format(new Date());
    const made = atlas.index.words["picture.made"].replace("{date}", day);
    return {
      above: [block(document.title, 17, 600, "--ink")],
      below: [block(words(".attribution"), 11, 400, "--muted"), block(`${made} · ${shortAddress()}`, 11, 400, "--muted")],
    };
  }

  // Isolated: an address runs from the left in an Arabic line too.
  const shortAddress = () => `\u2066${decodeURI(location.href).replace(/^https?:\/\//, "")}\u2069`;
  const height = (blocks, ratio) => blocks.reduce((sum, { lines: all, step }) => sum + all.length * step, EDGE_PX * ratio);

  function write(pen, blocks, top, ratio) {
    const start = root.dir === "rtl" ? pen.canvas.width - EDGE_PX * ratio : EDGE_PX * ratio;
    let y = top + (EDGE_PX * ratio) / 2;
    pen.direction = root.dir || "ltr";
    pen.textAlign = "start";
    pen.textBaseline = "top";
    for (const { font, ink, step, lines: all } of blocks) {
      pen.font = font;
      pen.fillStyle = colour(ink);
      for (const line of all) { pen.fillText(line, start, y); y += step; }
    }
  }

  /** The scale bar of the page, in the map's lower end corner. */
  function drawScale(pen, bottom, ratio) {
    const bar = document.querySelector("#map-scale .scale-bar");
    if (!bar) return;
    const length = bar.getBoundingClientRect().width * ratio;
    const right = root.dir === "rtl" ? EDGE_PX * ratio + length : pen.canvas.width - EDGE_PX * ratio;
    const y = bottom - EDGE_PX * ratio;
    const font = `600 ${12 * ratio}px ${getComputedStyle(document.body).fontFamily}`;
    Object.assign(pen, { font, textAlign: "center", textBaseline: "bottom", lineJoin: "round" });
    for (const [style, width] of [[colour("--panel"), 5], [colour("--ink"), 1.8]]) {
      Object.assign(pen, { strokeStyle: style, lineWidth: width * ratio });
      pen.beginPath();
      pen.moveTo(right - length, y - 5 * ratio);
      pen.lineTo(right - length, y);
      pen.lineTo(right, y);
      pen.lineTo(right, y - 5 * ratio);
      pen.stroke();
    }
    const place = [words("#map-scale .scale-text"), right - length / 2, y - 5 * ratio];
    Object.assign(pen, { strokeStyle: colour("--panel"), lineWidth: 4 * ratio, fillStyle: colour("--ink") });
    pen.strokeText(...place);
    pen.fillText(...place);
  }

  /** The whole picture on a canvas; its pixels are the map's own. */
  async function picture() {
    const image = new Image();
    image.src = await window.atlasMap.picture();
    await image.decode();
    const ratio = image.width / document.querySelector(".map-area").getBoundingClientRect().width;
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width });
    const blocks = frame(canvas.getContext("2d"), image.width, ratio);
    const [above, below] = [height(blocks.above, ratio), height(blocks.below, ratio)].map(Math.round);
    canvas.height = above + image.height + below; // which empties the canvas and its pen
    const pen = canvas.getContext("2d");
    pen.fillStyle = colour("--panel");
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, above);
    write(pen, blocks.above, 0, ratio);
    write(pen, blocks.below, above + image.height, ratio);
    drawScale(pen, above + image.height, ratio);
    return canvas;
  }

  async function save() {
    const canvas = await picture();
    const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
    const [, , id] = atlas.state().path.split("/");
    const day = new Date().toISOString().slice(0, 10);
    const name = ["trans-caspian-atlas", id, day].filter(Boolean).join("-");
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: `${name}.png` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  // Paper: a WebGL canvas prints empty, and a printing browser waits for nothing. So the map is drawn once more, now,
  // and copied as it is drawn; print.css shows the copy in its place.
  function copyForPrint() {
    const live = window.atlasMap?.live();
    if (!live) return;
    const copy = Object.assign(document.createElement("canvas"), { className: "printed-map" });
    live.map.once("render", () => {
      const drawn = live.map.getCanvas();
      Object.assign(copy, { width: drawn.width, height: drawn.height });
      copy.getContext("2d").drawImage(drawn, 0, 0);
    });
    const dark = root.dataset.theme === "dark";
    if (dark) window.atlasMap.setTheme("light"); // paper is white
    live.map.redraw();
    if (dark) window.atlasMap.setTheme("dark");
    const address = Object.assign(document.createElement("p"), { className: "printed-address", textContent: location.href });
    document.querySelector(".map-area").prepend(copy);
    document.getElementById("panel-area").append(address);
  }

  function removeCopy() {
    document.querySelectorAll(".printed-map, .printed-address").forEach((element) => element.remove());
  }

  document.addEventListener("click", (event) => {
    const wanted = event.target.closest?.("button[data-share]")?.dataset.share;
    if (wanted === "picture") save();
    if (wanted === "print") { event.target.closest("details").open = false; window.print(); }
  });
  window.addEventListener("beforeprint", () => { removeCopy(); copyForPrint(); });
  window.addEventListener("afterprint", removeCopy);
  atlas.picture = picture;
})();
