// The statements as a grid (SlickGrid, bundled in front of this module as `Slick`): rows are fetched when they come
// into view, sorting happens in Python, so the page never holds more than what was looked at.

const CHUNK = 100;

function stanceCell(row, cell, value) {
  const span = document.createElement("span");
  if (!value) return span;
  span.textContent = `${value.stance} ${value.certainty}`;
  span.className = value.stance;
  span.classList.toggle("ptk-unsure", value.unsure);
  span.title = value.unsure ? "The rule is not sure of this one" : "";
  return span;
}

function textCell(row, cell, value) {
  const span = document.createElement("span");
  span.textContent = value ?? "";
  span.title = value ?? "";
  return span;
}

function render({ model, el }) {
  el.classList.add("ptk");
  el.dataset.lmSuppressShortcuts = "true";
  const box = document.createElement("div");
  box.className = "ptk-table";
  const host = document.createElement("div");
  host.className = "ptk-grid";
  host.setAttribute("aria-label", "Statements");
  const empty = Object.assign(document.createElement("div"), { className: "ptk-empty", textContent: "No statement passes the filters." });
  box.append(host, empty);
  el.append(box);

  let rows = new Map();
  let asked = new Set();
  const data = { getLength: () => model.get("total"), getItem: (i) => rows.get(i) ?? {} };
  const columns = [
    { id: "published", name: "Date", field: "published", width: 92 },
    { id: "source", name: "Source", field: "source", width: 105 },
    { id: "speaker", name: "Speaker", field: "speaker", width: 165 },
    { id: "cue", name: "Cue", field: "cue", width: 90 },
    { id: "kind", name: "Kind", field: "kind", width: 70 },
    { id: "text", name: "Statement", field: "text", width: 430 },
    { id: "stance", name: "Stance", field: "stance", width: 120, formatter: stanceCell },
  ].map((column) => ({ sortable: true, formatter: textCell, ...column }));
  const grid = new Slick.SlickGrid(host, data, columns, {
    rowHeight: 28,
    headerRowHeight: 28,
    enableColumnReorder: false,
    enableHtmlRendering: false,
    forceFitColumns: false,
    fullWidthRows: true,
    multiColumnSort: false,
    enableCellNavigation: true,
  });
  const selection = new Slick.SlickRowSelectionModel({ selectActiveRow: true });
  grid.setSelectionModel(selection);

  function fetchVisible() {
    const { top, bottom } = grid.getViewport();
    const last = Math.min(bottom, data.getLength() - 1);
    for (let chunk = Math.floor(Math.max(top, 0) / CHUNK); chunk <= Math.floor(last / CHUNK); chunk++) {
      if (asked.has(chunk)) continue;
      asked.add(chunk);
      model.send({ type: "rows", first: chunk * CHUNK, last: (chunk + 1) * CHUNK, version: model.get("version") });
    }
  }

  function reload() {
    rows = new Map();
    asked = new Set();
    const total = data.getLength();
    empty.style.display = total ? "none" : "block";
    host.style.display = total ? "block" : "none";
    host.setAttribute("aria-rowcount", total);
    grid.updateRowCount();
    grid.invalidateAllRows();
    grid.resizeCanvas();
    grid.render();
    showCurrent();
    fetchVisible();
  }

  let following = false; // while the grid follows a choice made elsewhere, it must not report it back
  function showCurrent() {
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

  grid.onViewportChanged.subscribe(fetchVisible);
  grid.onSort.subscribe((_, { sortCol, sortAsc }) => model.send({ type: "sort", column: sortCol.id, ascending: sortAsc }));
  const choose = (row) => {
    if (!following && row !== undefined) model.send({ type: "select", row });
  };
  grid.onClick.subscribe((_, { row }) => choose(row));
  grid.onActiveCellChanged.subscribe((_, args) => choose(args.row));

  const onMessage = (message) => {
    if (message.type !== "rows" || message.version !== model.get("version")) return;
    message.rows.forEach((row, i) => rows.set(message.first + i, row));
    grid.invalidateRows(message.rows.map((_, i) => message.first + i));
    grid.render();
  };
  model.on("msg:custom", onMessage);
  model.on("change:version", reload);
  model.on("change:current", showCurrent);
  const resizes = new ResizeObserver(() => {
    grid.resizeCanvas();
    fetchVisible();
  });
  resizes.observe(host);
  reload();
  return () => {
    resizes.disconnect();
    model.off("msg:custom", onMessage);
    model.off("change:version", reload);
    model.off("change:current", showCurrent);
    grid.destroy();
  };
}

export default { render };
