// The statements as a grid (SlickGrid, bundled in front of this module as `Slick`): rows are fetched when they come
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

const COLUMNS = [
  { id: "published", name: "Date", width: 92 },
  { id: "source", name: "Source", width: 105 },
  { id: "speaker", name: "Speaker", width: 165 },
  { id: "cue", name: "Cue", width: 90 },
  { id: "kind", name: "Kind", width: 70 },
  { id: "text", name: "Statement", width: 430 },
  { id: "stance", name: "Stance", width: 120, formatter: stanceCell },
].map((column) => ({ field: column.id, sortable: true, formatter: textCell, ...column }));

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
  host.setAttribute("aria-label", "Statements");
  const empty = element("div", { className: "ptk-empty", textContent: "No statement passes the filters." });
  box.append(host, empty);
  el.append(box);

  let grid = null; // made once the host has a place on the page: before that, SlickGrid cannot measure its headers
  let rows = new Map();
  let asked = new Set();
  let following = false; // while the grid follows a choice made elsewhere, it must not report it back
  const data = { getLength: () => model.get("total"), getItem: (i) => rows.get(i) ?? {} };

  function makeGrid() {
    grid = new Slick.SlickGrid(host, data, COLUMNS.map((column) => ({ ...column })), OPTIONS);
    grid.setSelectionModel(new Slick.SlickRowSelectionModel({ selectActiveRow: true }));
    grid.onViewportChanged.subscribe(fetchVisible);
    grid.onSort.subscribe((_, { sortCol, sortAsc }) =>
      model.send({ type: "sort", column: sortCol.id, ascending: sortAsc }),
    );
    grid.onClick.subscribe((_, { row }) => choose(row));
    grid.onActiveCellChanged.subscribe((_, { row }) => choose(row));
    host.querySelectorAll(".slick-viewport").forEach((part) => part.setAttribute("aria-label", "Statements"));
  }

  function choose(row) {
    if (!following && row !== undefined) model.send({ type: "select", row });
  }

  function giveRestToStatement() {
    const all = grid.getColumns();
    const others = all.reduce((sum, column) => sum + (column.id === "text" ? 0 : column.width), 0);
    const statement = all.find((column) => column.id === "text");
    const width = Math.max(260, host.clientWidth - others - 18);
    if (statement.width === width) return;
    statement.width = width;
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
      giveRestToStatement();
      reload();
    } else {
      giveRestToStatement();
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
