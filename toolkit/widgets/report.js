// The figures of a load: outcomes to choose from, a search, and bars for languages and dates.

const OUTCOMES = { read: "Read", skipped: "Skipped", guess: "Guesses", missing: "Missing", duplicate: "Duplicates" };
const format = (number) => number.toLocaleString("en");

function choices(model) {
  const row = element("div", { className: "ptk-outcomes" });
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", "Lines of the report");
  const total = model.get("counts").reduce((sum, [, count]) => sum + count, 0);
  const buttons = [["", total], ...model.get("counts")].map(([name, count]) => {
    const button = element("button", { type: "button" }, name ? OUTCOMES[name] : "All", element("b", { textContent: format(count) }));
    button.dataset.outcome = name;
    button.disabled = count === 0;
    button.addEventListener("click", () => {
      model.set("outcome", name);
      model.save_changes();
    });
    return button;
  });
  const search = element("input", { type: "search", placeholder: "Search files and messages…", value: model.get("search") });
  search.setAttribute("aria-label", "Search the report");
  search.addEventListener("input", () => {
    model.set("search", search.value);
    model.save_changes();
  });
  const mark = () =>
    buttons.forEach((button) => button.setAttribute("aria-pressed", button.dataset.outcome === model.get("outcome")));
  mark();
  row.append(...buttons, search);
  return { row, mark };
}

function languages(bars) {
  const most = Math.max(1, ...bars.map(([, count]) => count));
  const list = element("dl", { className: "ptk-bars" });
  for (const [name, count] of bars) {
    const bar = element("span", { className: "ptk-bar" });
    bar.style.width = `${(100 * count) / most}%`;
    list.append(element("dt", { textContent: name, title: name }), element("dd", {}, bar, element("span", { textContent: format(count) })));
  }
  return element("section", {}, element("h4", { textContent: "Languages" }), bars.length ? list : none());
}

function dates(bars, undated) {
  const title = element("h4", { textContent: "Dates" });
  if (undated) title.append(element("span", { className: "ptk-quiet", textContent: ` · ${format(undated)} without one` }));
  if (!bars.length) return element("section", {}, title, none());
  const most = Math.max(1, ...bars.map(([, count]) => count));
  const columns = element("div", { className: "ptk-columns" });
  columns.setAttribute("role", "img");
  const filled = bars.filter(([, count]) => count).map(([when, count]) => `${when}: ${count}`);
  columns.setAttribute("aria-label", `Articles by date. ${filled.slice(0, 40).join(", ")}`);
  for (const [when, count] of bars) {
    const column = element("span", { title: `${when}: ${format(count)}` });
    const bar = element("i");
    bar.style.height = count ? `max(2px, ${(100 * count) / most}%)` : "0";
    column.append(bar);
    columns.append(column);
  }
  const ends = element("div", { className: "ptk-ends ptk-quiet" }, element("span", { textContent: bars[0][0] }));
  if (bars.length > 1) ends.append(element("span", { textContent: bars.at(-1)[0] }));
  columns.style.maxWidth = ends.style.maxWidth = `${Math.max(90, 46 * bars.length)}px`;
  return element("section", {}, title, columns, ends);
}

const none = () => element("p", { className: "ptk-quiet", textContent: "None." });

function render({ model, el }) {
  el.classList.add("ptk");
  keepKeys(el);
  const { row, mark } = choices(model);
  const sides = element("div", { className: "ptk-sides" }, languages(model.get("languages")), dates(model.get("dates"), model.get("undated")));
  el.append(element("div", { className: "ptk-report" }, element("h3", { textContent: model.get("headline") }), sides, row));
  return listen(model, "change:outcome", mark);
}

export default { render };
