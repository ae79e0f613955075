// A table as a grid (SlickGrid, bundled in front of this module as `Slick`): rows are fetched when they come
// into view, sorting happens in Python, so the page never holds more than what was looked at.

const CHUNK = 100;

function stanceCell(row, cell, value) {
  const span = element("span");
  if (!value) return span;
  span.textContent = `${value.stance} ${value.certainty}`;
  span.className = value.stance;
  span.classList.toggle("ptk-unsure", value.unsure);
  span.title = value.unsure ? "The rule is not sure of this one" : "";
  return span;
}

function textCell(row, cell, value) {
  const span = element("span");
  span.textContent = value ?? "";
  span.title = value ?? "";
  return span;
}

const OPTIONS = {
  rowHeight: 28,
  enableColumnReorder: false,
  enableHtmlRendering: false,
  enableCellNavigation: true,
  fullWidthRows: true,
  multiColumnSort: false,
};

function render({ model, el }) {
  el.classList.add("ptk");
  keepKeys(el);
  const box = element("div");
  box.className = "ptk-table";
  const host = element("div");
  host.className = "ptk-grid";
  host.setAttribute("aria-label", model.get("label"));
  const empty = element("div", { className: "ptk-empty", textContent: model.get("empty") });
  box.append(host, empty);
  el.append(box);

  let grid = null; // made once the host has a place on the page: before that, SlickGrid cannot measure its headers
  let rows = new Map();
  let asked = new Set();
  let following = false; // while the grid follows a choice made elsewhere, it must not report it back
  const data = { getLength: () => model.get("total"), getItem: (i) => rows.get(i) ?? {} };

  function makeGrid() {
    const columns = model.get("columns").map((column) => ({
      field: column.id,
      sortable: true,
      formatter: column.id === "stance" ? stanceCell : textCell,
      ...column,
    }));
    grid = new Slick.SlickGrid(host, data, columns, OPTIONS);
    grid.setSelectionModel(new Slick.SlickRowSelectionModel({ selectActiveRow: true }));
    grid.onViewportChanged.subscribe(fetchVisible);
    grid.onSort.subscribe((_, { sortCol, sortAsc }) =>
      model.send({ type: "sort", column: sortCol.id, ascending: sortAsc }),
    );
    grid.onClick.subscribe((_, { row }) => choose(row));
    grid.onActiveCellChanged.subscribe((_, { row }) => choose(row));
    host.querySelectorAll(".slick-viewport").forEach((part) => part.setAttribute("aria-label", model.get("label")));
  }

  function choose(row) {
    if (!following && row !== undefined) model.send({ type: "select", row });
  }

  function giveRestToWide() {
    const all = grid.getColumns();
    const before = all.map((column) => column.width).join();
    for (const column of all) if (column.least) column.width = Math.max(column.least, Math.min(column.most, host.clientWidth * 0.32));
    const others = all.reduce((sum, column) => sum + (column.wide ? 0 : column.width), 0);
    const wide = all.find((column) => column.wide);
    wide.width = Math.max(wide.narrowest ?? 240, host.clientWidth - others - 18);
    if (all.map((column) => column.width).join() === before) return;
    grid.setColumns(all);
  }

  function fetchVisible() {
    const { top, bottom } = grid.getViewport();
    const last = Math.min(bottom, data.getLength() - 1);
    for (let chunk = Math.floor(Math.max(top, 0) / CHUNK); chunk <= Math.floor(last / CHUNK); chunk++) {
      if (asked.has(chunk)) continue;
      asked.add(chunk);
      model.send({ type: "rows", first: chunk * CHUNK, last: (chunk + 1) * CHUNK, version: model.get("version") });
    }
  }

  function showCurrent() {
    if (!grid) return;
    const current = model.get("current");
    following = true;
    if (current < 0 || current >= data.getLength()) {
      grid.resetActiveCell();
      grid.setSelectedRows([]);
    } else if (grid.getActiveCell()?.row !== current) {
      grid.scrollRowIntoView(current, false);
      grid.setSelectedRows([current]);
    }
    following = false;
  }

  function reload() {
    rows = new Map();
    asked = new Set();
    const total = data.getLength();
    empty.hidden = total > 0;
    host.hidden = total === 0;
    host.setAttribute("aria-rowcount", total);
    if (model.get("fits")) host.style.height = `${Math.min(330, 34 + OPTIONS.rowHeight * total)}px`;
    if (!grid || !total) return;
    following = true;
    grid.resetActiveCell();
    grid.updateRowCount();
    grid.invalidateAllRows();
    grid.resizeCanvas();
    grid.render();
    following = false;
    showCurrent();
    fetchVisible();
  }

  const onMessage = (message) => {
    if (message.type !== "rows" || message.version !== model.get("version") || !grid) return;
    message.rows.forEach((row, i) => rows.set(message.first + i, row));
    grid.invalidateRows(message.rows.map((_, i) => message.first + i));
    grid.render();
  };
  const resizes = new ResizeObserver(() => {
    if (!host.clientWidth) return;
    if (!grid) {
      makeGrid();
      giveRestToWide();
      reload();
    } else {
      giveRestToWide();
      grid.resizeCanvas();
      fetchVisible();
    }
  });
  resizes.observe(host);
  const stops = [
    listen(model, "msg:custom", onMessage),
    listen(model, "change:version", reload),
    listen(model, "change:current", showCurrent),
  ];
  reload();
  return () => {
    resizes.disconnect();
    stops.forEach((stop) => stop());
    grid?.destroy();
  };
}

export default { render };
