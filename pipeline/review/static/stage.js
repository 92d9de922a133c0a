"use strict";
/* The page image: pan, zoom, turn, layers, and a region drawn by pointer or keys.
   Coordinates of everything drawn are source-page pixels; one affine map lays them on the stage. */
class Stage {
  constructor(root, sheet, gone) {
    this.root = root; this.sheet = sheet; this.gone = gone;
    this.page = null; this.scale = 1; this.turn = 0; this.x = 0; this.y = 0;
    this.hand = false; this.layers = { fields: true, lines: false, seals: false, watermark: false };
    this.marks = new Map(); this.fields = []; this.here = null; this.onregion = null; this.box = null;
    this.image = document.createElement("img");
    this.image.alt = "";
    this.svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    sheet.append(this.image, this.svg);
    this.image.addEventListener("error", () => { this.gone.hidden = false; });
    this.image.addEventListener("load", () => { this.gone.hidden = true; });
    root.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    root.addEventListener("pointerdown", (event) => this.down(event));
    root.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.place()).observe(root);
  }
  show(page) {
    if (this.page && this.page.id === page.id) return;
    this.page = page; this.turn = page.turn; this.box = null;
    this.image.width = page.width; this.image.height = page.height;
    this.svg.setAttribute("width", page.width); this.svg.setAttribute("height", page.height);
    if (page.masked) { this.gone.hidden = false; } else { this.image.src = `/pages/${page.id}/image`; }
    this.fit();
    this.draw();
    this.load(page);
  }
  async load(page) {
    if (this.marks.has(page.id) || page.masked) return;
    const answer = await fetch(`/pages/${page.id}/marks`);
    if (answer.ok) { this.marks.set(page.id, await answer.json()); this.draw(); }
  }
  /* Source pixels to stage pixels and back. */
  corner() {
    const a = this.turn * Math.PI / 180;
    return [Math.round(Math.cos(a)) * this.scale, Math.round(Math.sin(a)) * this.scale];
  }
  place() {
    const [c, s] = this.corner();
    this.sheet.style.transform = `matrix(${c},${s},${-s},${c},${this.x},${this.y})`;
  }
  toPage(x, y) {
    const [c, s] = this.corner(), n = this.scale * this.scale, u = x - this.x, v = y - this.y;
    return [(c * u + s * v) / n, (-s * u + c * v) / n];
  }
  toStage(x, y) { const [c, s] = this.corner(); return [c * x - s * y + this.x, s * x + c * y + this.y]; }
  bounds(points) {
    const xs = points.map((p) => p[0]), ys = points.map((p) => p[1]);
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  }
  center(points) {
    const [l, t, r, b] = this.bounds(points.map(([x, y]) => this.toStage(x, y)));
    this.x += this.root.clientWidth / 2 - (l + r) / 2;
    this.y += this.root.clientHeight / 2 - (t + b) / 2;
    this.place();
  }
  frame(points, most) {
    const [l, t, r, b] = this.bounds(points), side = this.turn % 180 !== 0;
    const wide = side ? b - t : r - l, high = side ? r - l : b - t;
    const fits = Math.min(this.root.clientWidth / wide, this.root.clientHeight / high);
    this.scale = Math.max(0.02, Math.min(most, fits));
    this.center(points);
  }
  whole() { const p = this.page; return [[0, 0], [p.width, 0], [p.width, p.height], [0, p.height]]; }
  fit() { if (this.page) this.frame(this.whole(), 4); }
  zoomTo(quad) {
    const [l, t, r, b] = this.bounds(quad), grow = Math.max(r - l, b - t) * 0.35 + 40;
    this.frame([[l - grow, t - grow], [r + grow, b + grow]], 2);
  }
  zoom(by, x = this.root.clientWidth / 2, y = this.root.clientHeight / 2) {
    const scale = Math.max(0.03, Math.min(8, this.scale * by)), k = scale / this.scale;
    this.x = x - (x - this.x) * k; this.y = y - (y - this.y) * k; this.scale = scale;
    this.place();
  }
  rotate() {
    const middle = this.toPage(this.root.clientWidth / 2, this.root.clientHeight / 2);
    this.turn = (this.turn + 90) % 360;
    this.center([middle]);
  }
  wheel(event) {
    event.preventDefault();
    const frame = this.root.getBoundingClientRect();
    this.zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, event.clientX - frame.left, event.clientY - frame.top);
  }
  down(event) {
    if (!this.page || (event.button !== 0 && event.button !== 1)) return;
    const pans = this.hand || event.shiftKey || event.button === 1 || !this.onregion;
    const frame = this.root.getBoundingClientRect();
    const start = [event.clientX, event.clientY], from = [this.x, this.y];
    const first = this.toPage(event.clientX - frame.left, event.clientY - frame.top);
    this.root.setPointerCapture(event.pointerId);
    const move = (step) => {
      if (pans) {
        this.x = from[0] + step.clientX - start[0]; this.y = from[1] + step.clientY - start[1];
        this.place();
        return;
      }
      const last = this.toPage(step.clientX - frame.left, step.clientY - frame.top);
      this.box = this.bounds([first, last]);
      this.draw();
    };
    const up = () => {
      this.root.removeEventListener("pointermove", move);
      if (!pans && this.box && (this.box[2] - this.box[0]) * this.scale > 6) this.take();
      else if (!pans) { this.box = null; this.draw(); }
    };
    this.root.addEventListener("pointermove", move);
    this.root.addEventListener("pointerup", up, { once: true });
    event.preventDefault();
  }
  take() {
    const p = this.page, [l, t, r, b] = this.box;
    const box = [Math.max(0, l), Math.max(0, t), Math.min(p.width, r), Math.min(p.height, b)];
    if (box[2] > box[0] && box[3] > box[1]) this.onregion(p, box);
  }
  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || !this.page) return;
    const step = 60, arrow = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (arrow && this.box && this.selecting) { this.shape(arrow, event.shiftKey); }
    else if (arrow) { this.x += arrow[0] * step; this.y += arrow[1] * step; this.place(); }
    else if (event.key === "+" || event.key === "=") this.zoom(1.25);
    else if (event.key === "-") this.zoom(0.8);
    else if (event.key === "0") this.fit();
    else if (event.key === "r" || event.key === "R") this.rotate();
    else if ((event.key === "s" || event.key === "S") && this.onregion) this.begin();
    else if (event.key === "Enter" && this.box && this.selecting) { this.selecting = false; this.take(); }
    else if (event.key === "Escape") { this.selecting = false; this.box = null; this.draw(); }
    else return;
    event.preventDefault();
  }
  /* A region by keys: begins in the middle, arrows move it, with Shift they shape it, Enter reads it. */
  begin() {
    const w = this.root.clientWidth, h = this.root.clientHeight;
    this.selecting = true;
    this.box = this.bounds([this.toPage(w * 0.35, h * 0.46), this.toPage(w * 0.65, h * 0.54)]);
    this.draw();
  }
  shape([dx, dy], sized) {
    const step = 12 / this.scale, [c, s] = this.corner().map((part) => part / this.scale);
    const u = -(c * dx + s * dy) * step, v = -(-s * dx + c * dy) * step, b = this.box;
    this.box = sized ? this.bounds([[b[0], b[1]], [b[2] + u, b[3] + v]]) : [b[0] + u, b[1] + v, b[2] + u, b[3] + v];
    this.draw();
  }
  draw() {
    const shapes = [];
    const add = (quad, name, here) => {
      const shape = document.createElementNS(this.svg.namespaceURI, "polygon");
      shape.setAttribute("points", quad.map((p) => p.join(",")).join(" "));
      shape.setAttribute("class", name + (here ? " here" : ""));
      shapes.push(shape);
    };
    if (this.page) {
      for (const mark of this.marks.get(this.page.id) || []) {
        const layer = { line: "lines", seal: "seals", watermark: "watermark" }[mark.layer];
        if (this.layers[layer]) add(mark.quad, `m-${mark.layer}`, false);
      }
      // The field at hand last: others may stand on the same place.
      for (const field of [...this.fields].sort((a, b) => (a.key === this.here) - (b.key === this.here))) {
        if (field.page !== this.page.no || !field.quad) continue;
        const here = field.key === this.here;
        if (this.layers.fields || here) add(field.quad, `m-${field.state}`, here);
      }
    }
    if (this.box) {
      const [l, t, r, b] = this.box, shape = document.createElementNS(this.svg.namespaceURI, "rect");
      for (const [name, value] of [["x", l], ["y", t], ["width", r - l], ["height", b - t]]) shape.setAttribute(name, value);
      shapes.push(shape);
    }
    this.svg.replaceChildren(...shapes);
  }
}
