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

