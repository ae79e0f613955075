// A chart as matplotlib drew it, with a button over each part that stands for something: hover tells, a click filters.

function render({ model, el }) {
  el.classList.add("ptk", "ptk-chart");
  keepKeys(el);
  const figure = element("figure");
  const image = element("img");
  const tip = element("div", { className: "ptk-tip", hidden: true });
  const error = element("div", { className: "ptk-chart-error", hidden: true });
  error.setAttribute("role", "alert");
  figure.append(image, tip);
  const tools = element("div", { className: "ptk-chart-tools" });
  const said = element("output");
  const save = element("button", { textContent: "Save chart", title: "Save as PNG, SVG and PDF with its data as CSV" });
  tools.append(said, save);
  el.append(figure, error, tools);

  const isDark = () => document.body.dataset.jpThemeLight === "false";
  const tellTheme = () => {
    if (model.get("dark") === isDark()) return;
    model.set("dark", isDark());
    model.save_changes();
  };
  const themes = new MutationObserver(tellTheme);
  themes.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
  tellTheme();

  save.addEventListener("click", () => model.send({ type: "save" }));

  function showTip(region, box) {
    tip.textContent = region.label;
    tip.hidden = false;
    const wide = figure.clientWidth;
    const left = Math.min(box.offsetLeft + box.offsetWidth / 2, wide - tip.offsetWidth - 4);
    const above = box.offsetTop - tip.offsetHeight - 6;
    tip.style.left = `${Math.max(0, left)}px`;
    tip.style.top = `${above >= 0 ? above : box.offsetTop + box.offsetHeight + 6}px`;
  }

  function draw() {
    const svg = model.get("svg");
    error.hidden = !model.get("error");
    error.textContent = model.get("error");
    figure.hidden = !svg;
    save.disabled = !svg;
    image.alt = model.get("alt");
    image.src = svg ? `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}` : "";
    tip.hidden = true;
    figure.querySelectorAll(".ptk-region").forEach((old) => old.remove());
    model.get("regions").forEach((region, number) => {
      const box = element("button", { className: "ptk-region", type: "button" });
      box.setAttribute("aria-label", region.label);
      const [left, top, width, height] = region.box.map((part) => `${part * 100}%`);
      Object.assign(box.style, { left, top, width, height });
      box.addEventListener("pointerenter", () => showTip(region, box));
      box.addEventListener("focus", () => showTip(region, box));
      box.addEventListener("pointerleave", () => (tip.hidden = true));
      box.addEventListener("blur", () => (tip.hidden = true));
      box.addEventListener("click", () => model.send({ type: "click", region: number }));
      figure.append(box);
    });
  }
  const drawSaid = () => (said.textContent = model.get("said"));

  const stops = [
    listen(model, "change:svg change:regions change:error", draw),
    listen(model, "change:said", drawSaid),
  ];
  draw();
  drawSaid();
  return () => {
    themes.disconnect();
    stops.forEach((stop) => stop());
  };
}

export default { render };
