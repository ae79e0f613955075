// The article, with statements, speakers, cues, entities and targets marked. The text comes cut into pieces that know
// their marks; it is only ever set as text, so whatever an article holds, nothing of it runs.

const LAYERS = [
  ["statement", "statements"],
  ["speaker", "speakers"],
  ["cue", "cues"],
  ["entity", "entities"],
  ["target", "targets"],
  ["evidence", "evidence"],
];

// A switch for each table of an analyzer of the user's own, in the colour of its layer.
function ownLayers(model) {
  return Object.entries(model.get("layers") ?? {}).map(([name, layer]) => [layer, name]);
}

function render({ model, el }) {
  el.classList.add("ptk");
  keepKeys(el);
  const box = element("section", { className: "ptk-reader" });
  box.setAttribute("aria-label", "Article");
  const back = element("button", { textContent: "◀ previous", title: "Previous statement" });
  const on = element("button", { textContent: "next ▶", title: "Next statement" });
  const place = element("span", { className: "ptk-place ptk-quiet" });
  place.setAttribute("role", "status");
  const legend = element("div", { className: "ptk-legend" });
  const hidden = new Set();
  function explain() {
    legend.replaceChildren(...[...LAYERS, ...ownLayers(model)].map(switchOf));
  }
  function switchOf([layer, name]) {
    const switched = element("input", { type: "checkbox", checked: !hidden.has(layer) });
    const show = () => {
      hidden[switched.checked ? "delete" : "add"](layer);
      box.classList.toggle(`show-${layer}`, switched.checked);
    };
    switched.addEventListener("change", show);
    show();
    const sample = element("span", { className: `swatch ptk-sample m ${layer}`, textContent: name });
    return element("label", {}, switched, sample);
  }
  const page = element("article", { className: "ptk-page", tabIndex: 0 });
  box.append(element("div", { className: "ptk-reader-tools" }, back, on, place), legend, page);
  el.append(box);

  back.addEventListener("click", () => model.send({ type: "step", by: -1 }));
  on.addEventListener("click", () => model.send({ type: "step", by: 1 }));
  page.addEventListener("click", (event) => {
    const quote = event.target.closest?.("[data-quote]")?.dataset.quote;
    if (quote) model.send({ type: "select", quote });
  });

  function paragraph(tag, className, pieces) {
    const made = element(tag, { className });
    for (const piece of pieces) {
      if (!piece.marks) {
        made.append(piece.text);
        continue;
      }
      const span = element("span", { className: `m ${piece.marks.join(" ")}`, textContent: piece.text });
      if (piece.title) span.title = piece.title;
      if (piece.quote) span.dataset.quote = piece.quote;
      made.append(span);
    }
    return made;
  }

  function draw() {
    const article = model.get("article");
    const paragraphs = article.paragraphs ?? [];
    page.replaceChildren(
      ...(article.meta ? [element("p", { className: "ptk-meta", textContent: article.meta })] : []),
      ...paragraphs.map(({ field, pieces }) =>
        field === "headline" ? paragraph("h2", "", pieces) : paragraph("p", `ptk-${field}`, pieces),
      ),
      ...(paragraphs.length ? [] : [element("p", { className: "ptk-quiet", textContent: model.get("empty") })]),
    );
    page.scrollTop = 0;
    point();
  }

  function point() {
    const current = model.get("current");
    let first = null;
    page.querySelectorAll(".statement").forEach((span) => {
      const here = span.dataset.quote === current;
      span.classList.toggle("current", here);
      if (here) first ??= span;
    });
    first = page.querySelector(".spot") ?? first;
    if (first) page.scrollTop += first.getBoundingClientRect().top - page.getBoundingClientRect().top - page.clientHeight / 3;
    place.textContent = model.get("place");
    back.disabled = !model.get("has_previous");
    on.disabled = !model.get("has_next");
  }

  const stops = [
    listen(model, "change:article", draw),
    listen(model, "change:layers", explain),
    listen(model, "change:current change:place change:has_previous change:has_next", point),
  ];
  explain();
  draw();
  return () => stops.forEach((stop) => stop());
}

export default { render };
