// Shared by the explorer's widgets; each one's module stands behind this.

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

// JupyterLab takes letters for commands ("d d" deletes the cell) wherever the focus is in a notebook, unless the
// focused element itself bears this mark.
function keepKeys(root) {
  root.addEventListener("focusin", ({ target }) => target.setAttribute("data-lm-suppress-shortcuts", "true"));
}

// Calls `react` on each of the events (names with spaces between) until the function it returns is called.
function listen(model, events, react) {
  const names = events.split(" ");
  names.forEach((name) => model.on(name, react));
  return () => names.forEach((name) => model.off(name, react));
}
