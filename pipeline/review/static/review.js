"use strict";
/* The review page: Enter accepts or saves and goes on to the next value in doubt. */
(() => {
  const right = document.getElementById("fields");
  const id = right.dataset.id, type = right.dataset.type, may = right.dataset.may === "1";
  const masked = right.dataset.masked === "1";
  const token = document.querySelector('meta[name="form-token"]').content;
  const status = document.getElementById("status");
  const stage = new Stage(document.getElementById("stage"), document.getElementById("sheet"), document.getElementById("gone"));
  const pages = new Map();
  let revision = Number(right.dataset.revision), active = null, candidates = {}, turn = Promise.resolve();

  const fields = [...right.querySelectorAll(".field")].map((root) => ({
    root, key: root.dataset.key, label: root.dataset.label, input: root.querySelector("input, textarea"),
    hint: root.querySelector('[data-role="hint"]'), held: root.querySelector("input, textarea").value,
    page: Number(root.dataset.page) || null, quad: root.dataset.quad ? JSON.parse(root.dataset.quad) : null,
    get state() { return root.dataset.state; }, get waits() { return root.dataset.waits === "1"; },
    box: null, boxPage: null, anyway: false, asked: false,
  }));
  stage.fields = fields;

  for (const button of document.querySelectorAll(".strip button")) {
    const data = button.dataset;
    const page = { no: Number(data.page), id: Number(data.id), width: Number(data.width), height: Number(data.height), turn: Number(data.turn), masked, button };
    pages.set(page.no, page);
    button.addEventListener("click", () => open(page));
  }
  function open(page) {
    if (!page) return;
    for (const other of pages.values()) other.button.removeAttribute("aria-current");
    page.button.setAttribute("aria-current", "true");
    stage.show(page);
  }
  function tell(text, bad) { status.textContent = text; status.classList.toggle("bad", Boolean(bad)); }
  /* What this page shows is no longer so, or nobody is logged in: the way on stands beside the reason. */
  function complain(error) {
    tell(error.message, true);
    const way = document.createElement(error.code === "login" ? "a" : "button");
    if (error.code === "login") {
      way.href = `/login?to=${encodeURIComponent(location.pathname + location.search)}`;
      way.textContent = right.dataset.sayLogin;
    } else if (error.code === "conflict") {
      way.type = "button";
      way.textContent = right.dataset.sayReload;
      way.addEventListener("click", () => location.reload());
    } else return;
    status.append(" ", way);
  }

  const send = sender(`/certificates/${id}`, token, right.dataset.sayAway);
  /* One after the other: each change carries the revision that the one before it made. */
  function change(path, body) {
    const next = turn.then(async () => {
      const told = await send(path, { ...body, revision });
      if (told.revision !== undefined) settle(told);
      return told;
    });
    turn = next.catch(() => undefined);
    return next;
  }
  function settle(told) {
    revision = told.revision;
    for (const count of document.querySelectorAll('[data-role="left"]')) count.textContent = told.waiting.length;
    const state = document.getElementById("state"), claim = document.querySelector('[data-step="claim"]');
    if (right.getAttribute(`data-state-${told.state}`)) {
      state.textContent = right.getAttribute(`data-state-${told.state}`);
      state.className = `chip s-${told.state}`;
    }
    // Whoever changes a certificate has it.
    if (claim && told.mine) { claim.dataset.step = "release"; claim.textContent = right.dataset.sayRelease; }
    for (const field of fields) {
      const now = told.fields[field.key];
      if (!now) continue;
      field.root.dataset.state = now.state;
      field.root.dataset.waits = now.waits ? "1" : "0";
      const chip = field.root.querySelector('[data-role="state"]');
      chip.textContent = right.dataset[`say${now.state[0].toUpperCase()}${now.state.slice(1)}`];
      chip.className = `chip f-${now.state}`;
      const undo = field.root.querySelector('[data-act="undo"]');
      if (undo) { undo.hidden = !now.correction_id; undo.dataset.correction = now.correction_id || ""; }
      if (field.input.value === field.held || field !== active) field.input.value = now.value;
      field.held = now.value;
      field.root.querySelector('[data-role="follows"]').hidden = !now.follows;
      const beside = field.root.querySelector('[data-role="beside"]');
      beside.textContent = now.beside;
      beside.hidden = !now.beside;
    }
    stage.draw();
    // Services follow from the scope: where that was corrected there may be other fields than on this page.
    if (fields.length !== Object.keys(told.fields).length || fields.some((field) => !told.fields[field.key])) location.reload();
  }

  function enter(field) {
    if (active === field) return;
    if (active) active.root.classList.remove("here");
    active = field;
    stage.here = field.key;
    field.root.classList.add("here");
    const page = pages.get(field.boxPage || field.page);
    if (page) {
      open(page);
      const box = field.box && [[field.box[0], field.box[1]], [field.box[2], field.box[3]]];
      if (box || field.quad) stage.zoomTo(box || field.quad);
    }
    stage.draw();
    offer(field);
    ask(field);
  }
  /* Another engine looks at the place too; what it says comes when it comes. */
  async function ask(field) {
    if (!may || !field.waits || field.asked || !field.quad) return;
    field.asked = true;
    const answer = await fetch(`/certificates/${id}/second?${new URLSearchParams({ key: field.key })}`);
    if (!answer.ok) return;
    const known = candidates[field.key] || [];
    const more = (await answer.json()).filter((entry) => !known.some((other) => other.value === entry.value));
    candidates[field.key] = [...known, ...more];
    if (active === field) offer(field);
  }
  function offer(field) {
    const place = field.root.querySelector('[data-role="candidates"]');
    const found = (candidates[field.key] || []).filter((entry) => entry.value !== field.held);
    place.replaceChildren(...(found.length && may ? found : []).map((entry) => {
      const button = document.createElement("button"), from = document.createElement("small");
      button.type = "button";
      from.textContent = ` ${right.dataset[`source${entry.source[0].toUpperCase()}${entry.source.slice(1)}`]}`;
      button.append(entry.value, from);
      button.addEventListener("click", () => { put(field, entry.value); field.input.focus(); });
      return button;
    }));
  }
  function put(field, value) { field.input.value = value; field.anyway = false; look(field); }
  function pick(field, by) {
    const values = [field.held, ...(candidates[field.key] || []).map((entry) => entry.value)];
    const all = [...new Set(values)], at = all.indexOf(field.input.value);
    put(field, all[(Math.max(at, 0) + by + all.length) % all.length]);
  }

  let waiting = null;
  function look(field) {
    clearTimeout(waiting);
    field.hint.textContent = "";
    if (field.input.value === field.held || !field.input.value.trim()) return;
    waiting = setTimeout(async () => {
      const text = field.input.value;
      const answer = await fetch(`/values/check?${new URLSearchParams({ key: field.key, document_type: type, text })}`);
      if (!answer.ok || field.input.value !== text) return;
      const told = await answer.json();
      field.hint.classList.toggle("fine", told.doubts.length === 0);
      field.hint.textContent = told.doubts.join("；") || (told.value === text ? "✓" : `✓ ${told.value}`);
    }, 120);
  }

  function following(field) {
    const at = fields.indexOf(field);
    return [...fields.slice(at + 1), ...fields.slice(0, at + 1)].find((other) => other.waits && other !== field);
  }
  function go(field, otherwise) {
    const next = following(field) || otherwise;
    if (next) { next.input.focus(); next.input.select(); next.root.scrollIntoView({ block: "center" }); }
    else {
      const verify = document.getElementById("verify");
      if (verify) { verify.focus(); tell(right.dataset.sayDone); }
    }
  }
  async function save(field, body) {
    try {
      const page = field.box ? { page_no: field.boxPage, box: field.box } : {};
      await change("correct", { key: field.key, ...page, ...body });
      field.input.value = field.held;
      field.hint.textContent = "";
      field.anyway = false;
      tell(right.dataset.saySaved.replace("%", field.label));
      if (active === field) go(field);
    } catch (error) {
      field.anyway = error.code === "doubtful_value";
      field.hint.classList.remove("fine");
      field.hint.textContent = field.anyway ? `${error.message} · ${right.dataset.sayAgain}` : error.message;
      complain(error);
    }
  }
  function accept(field) {
    const value = field.input.value;
    if (!value.trim()) { save(field, { value: null, status: field.state === "illegible" ? "illegible" : "absent" }); return; }
    save(field, { value, anyway: field.anyway });
  }
  function without(field, what) { save(field, { value: null, status: what }); }
  function correctionOf(field) {
    const undo = field.root.querySelector('[data-act="undo"]');
    return undo ? undo.dataset.correction : "";
  }
  async function undo(correction) {
    try {
      const before = new Map(fields.map((field) => [field, correctionOf(field)]));
      await change("undo", { correction_id: correction });
      const back = fields.find((field) => correctionOf(field) !== before.get(field));
      for (const field of fields) field.input.value = field.held;
      if (!back) return;
      tell(right.dataset.sayUndone.replace("%", back.label));
      back.input.focus();
      back.root.scrollIntoView({ block: "center" });
    } catch (error) { complain(error); }
  }
  async function step(name) {
    const why = document.getElementById("why");
    try {
      await change(`step/${name}`, { why: why ? why.value : "" });
      if (name === "verify" || name === "reject") {
        const next = document.getElementById("next");
        document.getElementById("state").textContent = "✓";
        next.focus();
        tell("✓");
        next.classList.add("main");
        for (const field of fields) field.input.readOnly = true;
      } else location.reload();
    } catch (error) { complain(error); }
  }

  for (const field of fields) {
    field.input.addEventListener("focus", () => enter(field));
    field.root.addEventListener("focusin", () => enter(field));
    if (!may) continue;
    field.input.addEventListener("input", () => { field.anyway = false; look(field); });
    field.input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const lines = field.input.tagName === "TEXTAREA";
      if (event.key === "Enter" && !(lines && event.shiftKey)) { event.preventDefault(); accept(field); }
      else if (!lines && (event.key === "ArrowDown" || event.key === "ArrowUp") && !event.altKey) {
        event.preventDefault(); pick(field, event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Escape") put(field, field.held);
    });
    field.root.addEventListener("click", (event) => {
      const act = event.target.dataset.act;
      if (act === "accept") accept(field);
      else if (act === "absent" || act === "illegible") without(field, act);
      else if (act === "undo") undo(Number(event.target.dataset.correction) || null);
    });
  }
  for (const button of document.querySelectorAll("[data-step]")) button.addEventListener("click", () => step(button.dataset.step));
  for (const button of document.querySelectorAll("[data-view]")) {
    button.addEventListener("click", () => {
      const what = button.dataset.view;
      if (what === "in") stage.zoom(1.25);
      else if (what === "out") stage.zoom(0.8);
      else if (what === "fit") stage.fit();
      else if (what === "rotate") stage.rotate();
      else {
        stage.hand = !stage.hand;
        button.setAttribute("aria-pressed", String(stage.hand));
        stage.root.classList.toggle("hand", stage.hand);
      }
    });
  }
  for (const box of document.querySelectorAll("[data-layer]")) {
    box.addEventListener("change", () => { stage.layers[box.dataset.layer] = box.checked; stage.draw(); });
  }
  if (may) {
    stage.onregion = async (page, box) => {
      const field = active;
      if (!field) { tell(right.dataset.sayChoose, true); return; }
      tell(right.dataset.sayReading);
      try {
        const told = await send("region", { key: field.key, page_id: page.id, box });
        field.box = box;
        field.boxPage = page.no;
        if (told.value) field.input.value = told.value;
        field.anyway = false;
        field.hint.classList.toggle("fine", told.doubts.length === 0);
        field.hint.textContent = told.doubts.join("；") || "✓";
        tell(told.raw);
        field.input.focus();
      } catch (error) { complain(error); }
      stage.box = null;
      stage.draw();
    };
    document.addEventListener("keydown", (event) => {
      if (!event.altKey || event.ctrlKey || event.metaKey) return;
      const key = event.code.replace("Key", "").toLowerCase();
      if (key === "a" && active) without(active, "absent");
      else if (key === "i" && active) without(active, "illegible");
      else if (key === "u") undo(null);
      else if (key === "n") go(active || fields[0], active && active.waits ? active : null);
      else if (key === "p") stage.root.focus();
      else if (key === "v") step("verify");
      else return;
      event.preventDefault();
    });
    if (fields.some((field) => field.waits)) {
      fetch(`/certificates/${id}/candidates`).then((answer) => (answer.ok ? answer.json() : {})).then((found) => {
        for (const [key, list] of Object.entries(found)) candidates[key] = [...list, ...(candidates[key] || [])];
        if (active) offer(active);
      });
    }
  }
  open(pages.get(1) || [...pages.values()][0]);
  const first = fields.find((field) => field.waits);
  if (first && may) { first.input.focus(); first.input.select(); }
  else if (may && document.getElementById("verify")) document.getElementById("verify").focus();
})();
