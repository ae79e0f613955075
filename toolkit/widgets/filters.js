// The bar of filters: a search, a range of days, a list to choose from for each facet, and a chip for each that is set.

const NAMES = { source: "Source", speaker: "Speaker", entity: "Entity", target: "Target", stance: "Stance", kind: "Kind", act: "Act" };
const MOST_OPTIONS = 200;

function change(model, name, value) {
  const filters = { ...model.get("value") };
  const empty = !value || (Array.isArray(value) && value.length === 0);
  if (empty) delete filters[name];
  else filters[name] = value;
  model.set("value", filters);
  model.save_changes();
}

function facet(model, name) {
  const details = element("details");
  const summary = element("summary", { textContent: NAMES[name] });
  const find = element("input", { type: "search", placeholder: `Find a ${name}…` });
  find.setAttribute("aria-label", `Find a ${name}`);
  const list = element("div", { className: "ptk-options" });
  list.setAttribute("role", "group");
  list.setAttribute("aria-label", NAMES[name]);
  const pop = element("div", { className: "ptk-pop" }, find, list);
  details.append(summary, pop);
  details.dataset.facet = name;

  function draw() {
    const chosen = model.get("value")[name] ?? [];
    details.classList.toggle("ptk-set", chosen.length > 0);
    details.hidden = !(model.get("choices")[name] ?? []).length;
    summary.textContent = chosen.length ? `${NAMES[name]} (${chosen.length})` : NAMES[name];
    if (!details.open) return;
    const wanted = find.value.trim().toLowerCase();
    const options = (model.get("choices")[name] ?? []).filter(([value]) => value.toLowerCase().includes(wanted));
    find.hidden = (model.get("choices")[name] ?? []).length <= 8;
    list.replaceChildren(
      ...options.slice(0, MOST_OPTIONS).map(([value, count]) => {
        const box = element("input", { type: "checkbox", checked: chosen.includes(value) });
        box.addEventListener("change", () => {
          const now = new Set(model.get("value")[name] ?? []);
          box.checked ? now.add(value) : now.delete(value);
          change(model, name, [...now]);
        });
        const label = element("span", { className: "ptk-name", textContent: value });
        return element("label", {}, box, label, element("span", { className: "ptk-quiet", textContent: count }));
      }),
    );
    if (options.length > MOST_OPTIONS)
      list.append(element("div", { className: "ptk-quiet", textContent: `${options.length - MOST_OPTIONS} more: type to find` }));
    if (options.length === 0) list.append(element("div", { className: "ptk-quiet", textContent: "Nothing to choose from" }));
  }

  details.addEventListener("toggle", () => {
    draw();
    if (!details.open) return;
    const right = details.getBoundingClientRect().left + 280 > document.documentElement.clientWidth;
    pop.style.left = right ? "auto" : "0";
    pop.style.right = right ? "0" : "auto";
  });
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    details.open = false;
    summary.focus();
  });
  find.addEventListener("input", draw);
  return { details, draw };
}

function render({ model, el }) {
  el.classList.add("ptk");
  keepKeys(el);
  const bar = element("div", { className: "ptk-filters" });
  bar.setAttribute("role", "search");
  const search = element("input", { type: "search", placeholder: "Search statements…" });
  search.setAttribute("aria-label", "Search statements");
  const since = element("input", { type: "date", title: "From this day" });
  since.setAttribute("aria-label", "From this day");
  const until = element("input", { type: "date", title: "Until this day" });
  until.setAttribute("aria-label", "Until this day");
  const facets = Object.keys(NAMES).map((name) => facet(model, name));
  const total = element("span", { className: "ptk-total" });
  total.setAttribute("role", "status");
  const reset = element("button", { textContent: "Reset", className: "ptk-reset" });
  const chips = element("div", { className: "ptk-chips" });
  chips.setAttribute("aria-label", "Filters that are set");
  const outcome = element("div", { className: "ptk-outcome" }, total, reset);
  bar.append(search, since, until, ...facets.map(({ details }) => details), outcome, chips);
  el.append(bar);

  let waiting = null; // typed, but not looked for yet
  const lookFor = () => {
    if (waiting === null) return;
    clearTimeout(waiting);
    waiting = null;
    change(model, "text", search.value.trim());
  };
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(lookFor, 250);
  });
  search.addEventListener("blur", lookFor);
  since.addEventListener("change", () => change(model, "since", since.value));
  until.addEventListener("change", () => change(model, "until", until.value));
  reset.addEventListener("click", () => {
    search.value = "";
    model.set("value", {});
    model.save_changes();
  });
  const closeOthers = (event) => {
    for (const { details } of facets) if (!details.contains(event.target)) details.open = false;
  };
  document.addEventListener("pointerdown", closeOthers);

  function chip(name, text, next) {
    const made = element("button", { textContent: `× ${text}`, title: `Take off: ${text}` });
    made.setAttribute("aria-label", `Take off the filter ${name}: ${text}`);
    made.addEventListener("click", () => change(model, name, next));
    return made;
  }

  function draw() {
    const value = model.get("value");
    const [first, last] = model.get("days");
    if (waiting === null && document.activeElement !== search) search.value = value.text ?? "";
    for (const [input, name] of [[since, "since"], [until, "until"]])
      if (document.activeElement !== input || !value[name]) input.value = value[name] ?? "";
    for (const input of [since, until]) Object.assign(input, { min: first ?? "", max: last ?? "", disabled: !first });
    facets.forEach((one) => one.draw());
    total.textContent = model.get("total");
    reset.disabled = Object.keys(value).length === 0;
    chips.replaceChildren(
      ...Object.entries(value).flatMap(([name, set]) =>
        Array.isArray(set)
          ? set.map((one) => chip(name, one, set.filter((other) => other !== one)))
          : [chip(name, name === "text" ? `“${set}”` : `${name} ${set}`, "")],
      ),
    );
  }

  const stop = listen(model, "change:value change:choices change:total change:days", draw);
  draw();
  return () => {
    document.removeEventListener("pointerdown", closeOthers);
    stop();
  };
}

export default { render };
