// The launcher for other sites: a button that opens the chat page in a frame. It loads nothing until it is pressed, and works
// under a strict content security policy that allows our address in script-src and frame-src.
//
//   <script src="https://HOST/widget.js" data-label="Cyber help" data-colour="#0b5a5f" data-position="left" defer></script>
(() => {
  "use strict";

  const script = document.currentScript;
  if (!script || !("attachShadow" in Element.prototype) || document.querySelector("botadvice-chat")) {
    return;
  }

  const home = new URL(script.src).origin;
  const label = script.dataset.label || "Cyber security help";
  const close = script.dataset.close || "Close";
  const colour = CSS.supports("color", script.dataset.colour || "") ? script.dataset.colour : "#0b5a5f";
  const textColour = CSS.supports("color", script.dataset.textColour || "") ? script.dataset.textColour : "#fff";
  const side = script.dataset.position === "left" ? "left" : "right";

  const host = document.createElement("botadvice-chat");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { all: initial; }
    button { font: 600 1.0625rem/1.3 system-ui, sans-serif; min-height: 3rem; padding: .625rem 1.125rem; border: 2px solid #fff;
      border-radius: 1.5rem; background: ${colour}; color: ${textColour}; cursor: pointer; }
    button:focus-visible { outline: 3px solid #14212b; outline-offset: 2px; box-shadow: 0 0 0 7px #fd3; }
    .launcher { position: fixed; bottom: 1rem; ${side}: 1rem; z-index: 2147483000; box-shadow: 0 2px 8px rgb(0 0 0 / .3); }
    .panel { position: fixed; bottom: 1rem; ${side}: 1rem; z-index: 2147483001; display: flex; flex-direction: column; width: 26rem;
      max-width: calc(100vw - 2rem); height: min(44rem, calc(100vh - 2rem)); background: #fff; border: 1px solid #7b8a93; border-radius: .75rem;
      overflow: hidden; box-shadow: 0 4px 24px rgb(0 0 0 / .35); }
    .bar { display: flex; justify-content: flex-end; padding: .375rem; background: ${colour}; }
    .bar button { min-height: 2.5rem; padding: .25rem 1rem; border-radius: .5rem; }
    iframe { flex: 1; width: 100%; border: 0; }
    .loading { transform: translateY(200vh); }
    [hidden] { display: none !important; }
    @media (max-width: 30rem), (max-height: 30rem) {
      .panel { inset: 0; width: auto; max-width: none; height: auto; border: 0; border-radius: 0; }
    }
    @media print { .launcher, .panel { display: none; } }
  `);
  root.adoptedStyleSheets = [sheet];

  const make = (name, className, text) => {
    const element = document.createElement(name);
    element.className = className;
    element.textContent = text;
    return element;
  };

  const launcher = make("button", "launcher", label);
  launcher.type = "button";
  launcher.setAttribute("aria-haspopup", "dialog");
  launcher.setAttribute("aria-expanded", "false");
  root.append(launcher);

  let panel;
  let frame;

  const build = () => {
    panel = make("div", "panel", "");
    panel.setAttribute("role", "dialog");
    panel.setAttribute("aria-label", label);
    const bar = make("div", "bar", "");
    const closer = make("button", "", close);
    closer.type = "button";
    closer.addEventListener("click", () => open(false));
    bar.append(closer);
    frame = document.createElement("iframe");
    frame.src = home + "/";
    frame.title = label;
    // Out of sight until it has its styles: browsers lay a page in a frame out before, and count what then moves against the site.
    frame.className = "loading";
    frame.addEventListener("load", show, { once: true });
    panel.append(bar, frame);
    root.append(panel);
    closer.focus();
  };

  const show = () => {
    frame.className = "";
    if (!panel.hidden) {
      frame.focus();
    }
  };

  const open = (yes) => {
    if (yes && !panel) {
      build();
    }
    panel.hidden = !yes;
    launcher.hidden = yes;
    launcher.setAttribute("aria-expanded", String(yes));
    if (!yes) {
      launcher.focus();
    } else if (!frame.className) {
      frame.focus();
    }
  };

  launcher.addEventListener("click", () => open(true));
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel && !panel.hidden) {
      open(false);
    }
  });
  // The frame tells us when Escape was pressed inside it.
  window.addEventListener("message", (event) => {
    if (event.origin === home && frame && event.source === frame.contentWindow && event.data === "botadvice:close") {
      open(false);
    }
  });

  const start = () => document.body.append(host);
  if (document.body) {
    start();
  } else {
    document.addEventListener("DOMContentLoaded", start);
  }
})();
