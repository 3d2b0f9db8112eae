// Makes the chat page live. The page works without it: every step here is one that its form does by itself.
(() => {
  "use strict";

  const leave = document.getElementById("leave");
  leave?.addEventListener("click", (event) => {
    // Nothing stays on the screen while the other page loads, and "back" does not lead here.
    event.preventDefault();
    document.body.textContent = "";
    try {
      window.top.location.replace(leave.href);
    } catch {
      window.location.replace(leave.href);
    }
  });

  const print = document.getElementById("print");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());

    // Browsers print the address on every sheet, and whoever has this one can open the record.
    const address = location.href;
    window.addEventListener("beforeprint", () => history.replaceState(null, "", "/records"));
    window.addEventListener("afterprint", () => history.replaceState(null, "", address));
  }

  // Says no more than that a key was pressed, so any page that frames us may hear it.
  if (window.parent !== window) {
    document.addEventListener("keydown", (event) => event.key === "Escape" && window.parent.postMessage("botadvice:close", "*"));
  }

  const form = document.getElementById("chat");
  const log = document.getElementById("log");
  if (!form || !log || !window.fetch || !("requestSubmit" in form)) {
    return;
  }

  const box = document.getElementById("text");
  const status = document.getElementById("status");
  const send = form.querySelector("button[type=submit]");
  const waits = [1000, 3000, 8000, 15000];
  const longestWait = 30000;
  let busy = false;

  const touch = () => matchMedia("(pointer: coarse)").matches;
  const show = (element) =>
    element.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });

  const say = (words, kind) => {
    status.className = kind;
    status.textContent = words;
  };

  // Shown at once; what the server stored, with private details hidden, takes its place.
  const pending = (text) => {
    const message = document.createElement("div");
    message.className = "message yours pending";
    message.setAttribute("aria-hidden", "true");
    const words = document.createElement("p");
    words.className = "said";
    words.textContent = text;
    message.append(words);
    log.append(message);
    return message;
  };

  const pause = (milliseconds) =>
    new Promise((resolve) => {
      const go = () => {
        clearTimeout(timer);
        window.removeEventListener("online", go);
        resolve();
      };
      const timer = setTimeout(go, milliseconds);
      window.addEventListener("online", go);
    });

  const post = async (body) => {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), longestWait);
    try {
      const response = await fetch(form.getAttribute("action"), {
        method: "POST",
        body,
        headers: { "X-Chat-Fragment": "yes" },
        cache: "no-store",
        redirect: "error",
        signal: abort.signal,
      });
      // Too much at once is answered with what to do meanwhile; what was typed is kept, to be sent again.
      if (!response.ok && response.headers.get("X-Chat-Fragment") !== "busy") {
        throw Object.assign(new Error(String(response.status)), { refused: response.status < 500 });
      }
      return await response.text();
    } finally {
      clearTimeout(timer);
    }
  };

  // The form's turn is the same each time, so that a message which arrived although we heard nothing is not answered twice.
  const postUntilHeard = async (body) => {
    for (let tried = 0; ; tried++) {
      try {
        return await post(body);
      } catch (fault) {
        say(status.dataset.offline, "offline");
        if (fault.refused || tried === waits.length) {
          throw fault;
        }
        await pause(waits[tried]);
      }
    }
  };

  const add = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const messages = [...page.querySelectorAll(".message")].filter((message) => !message.id || !document.getElementById(message.id));
    log.append(...messages);
    const replies = page.getElementById("replies");
    if (replies) {
      document.getElementById("replies").replaceWith(replies);
    }
    return { messages, keep: page.getElementById("keep") !== null };
  };

  const giveBack = (typed) => {
    box.value = box.value ? typed + "\n" + box.value : typed;
  };

  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (button?.hasAttribute("formaction")) {
      return;
    }

    event.preventDefault();
    const chosen = button?.name === "say" ? button.value : "";
    const typed = chosen ? "" : box.value;
    const text = (chosen || typed).trim();
    if (busy || !text) {
      box.focus();
      return;
    }

    busy = true;
    const body = new URLSearchParams(new FormData(form));
    // A form with this character in it is refused as broken; it comes in with what is pasted from some programs.
    body.set("text", typed.replaceAll("\0", ""));
    if (chosen) {
      body.set("say", chosen);
    } else {
      box.value = "";
    }
    const shown = pending(text);
    shown.scrollIntoView({ block: "nearest" });
    say(status.dataset.typing, "typing");
    try {
      const { messages, keep } = add(await postUntilHeard(body));
      say("", "");
      if (keep) {
        giveBack(typed);
      }
      const ours = messages.find((message) => message.classList.contains("ours"));
      if (chosen || touch()) {
        ours?.focus({ preventScroll: true });
      } else {
        box.focus({ preventScroll: true });
      }
      shown.remove();
      if (messages.length > 0) {
        show(messages[0]);
      }
    } catch {
      shown.remove();
      giveBack(typed);
      box.focus();
    } finally {
      busy = false;
    }
  });

  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && !touch()) {
      event.preventDefault();
      form.requestSubmit(send);
    }
  });

  const said = log.querySelectorAll(".message");
  if (said.length > 1 && !location.hash) {
    said[said.length - 1].scrollIntoView({ block: "start" });
  }
})();
