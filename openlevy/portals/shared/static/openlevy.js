// What pages gain where scripts run. Every page works without this file.
(() => {
  "use strict";

  // What the page is doing, said to eyes and to readers; nothing when it does nothing.
  const telling = document.querySelector("[data-telling]");
  const tell = (what) => { if (telling) telling.textContent = what ? telling.dataset[what] : ""; };
  const work = (what) => {
    tell(what);
    const main = document.querySelector("main");
    if (main) main.setAttribute("aria-busy", "true");
  };

  // One form, one submission: a second click on a slow line does nothing. The server would answer
  // it with the first answer anyway; this spares the doubt.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method === "dialog") return;
    if (form.method === "get") { work("loading"); return; }
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    work("sending");
    const button = event.submitter;
    if (button) { button.setAttribute("aria-disabled", "true"); button.setAttribute("aria-busy", "true"); }
  });

  document.addEventListener("click", (event) => {
    const stays = event.ctrlKey || event.metaKey || event.shiftKey || event.button;
    if (!stays && event.target.closest(".pager a")) work("loading");
  });

  // A part of the page that asks again and again goes on asking when the line breaks, and says so;
  // a link that would have opened a dialog leads to the page of the same address.
  ["htmx:sendError", "htmx:responseError", "htmx:timeout"].forEach((name) => {
    document.addEventListener(name, (event) => {
      const asker = event.detail.elt, answer = event.detail.xhr;
      if (asker.href) location.assign(asker.href);
      else if (!answer || answer.status === 0 || answer.status >= 500) tell("away");
    });
  });
  document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) tell(""); });

  // Back from the browser's memory: the page may be stale, so it is fetched anew.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && document.querySelector("form[data-fresh]")) { location.reload(); return; }
    tell("");
    document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
    document.querySelectorAll("[aria-busy]").forEach((button) => {
      button.removeAttribute("aria-disabled"); button.removeAttribute("aria-busy");
    });
  });

  // A question asked in a dialog instead of on a page of its own.
  document.addEventListener("htmx:afterSwap", (event) => {
    const dialog = event.target.closest ? event.target.closest("dialog") : null;
    if (dialog && !dialog.open) dialog.showModal();
  });
  document.addEventListener("click", (event) => {
    const close = event.target.closest("dialog [data-close]");
    if (close) { event.preventDefault(); close.closest("dialog").close(); }
  });

  // The calendar beside a day that can also be typed.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-picker]");
    if (!button) return;
    const picker = button.parentElement.querySelector(".picker");
    const input = button.parentElement.querySelector(".input");
    if (/^\d{4}-\d\d-\d\d$/.test(input.value)) picker.value = input.value;
    if (picker.showPicker) picker.showPicker();
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches(".picker")) {
      event.target.parentElement.querySelector(".input").value = event.target.value;
    }
  });
  document.querySelectorAll("[data-picker]").forEach((button) => { button.hidden = false; });

  // The sum of what is ticked, in each form that has one.
  const total = (sum) => {
    const form = sum.closest("form");
    let fen = 0;
    form.querySelectorAll("[data-fen]:checked").forEach((box) => { fen += Number(box.dataset.fen); });
    form.querySelectorAll("[data-fen-of]:checked").forEach((box) => {
      fen += Number(form.elements[box.dataset.fenOf].value);
    });
    sum.textContent = "￥" + (fen / 100).toLocaleString("zh-CN", { minimumFractionDigits: 2 });
  };
  // Whoever chooses an amount in a row means the row.
  document.addEventListener("change", (event) => {
    const box = document.querySelector(`[data-fen-of="${event.target.name}"]`);
    if (box) box.checked = Boolean(event.target.value);
  });
  const sums = document.querySelectorAll("[data-sum]");
  sums.forEach((sum) => { sum.parentElement.hidden = false; total(sum); });
  if (sums.length) document.addEventListener("change", () => sums.forEach(total));

  // Another captcha picture without losing what is typed.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-captcha]");
    if (!link) return;
    event.preventDefault();
    fetch(link.dataset.captcha, { headers: { accept: "application/json" } })
      .then((answer) => answer.json())
      .then((fresh) => {
        link.querySelector("img").src = fresh.picture;
        const form = link.closest("form");
        form.elements.captcha_key.value = fresh.key;
        form.elements.captcha.value = "";
        form.elements.captcha.focus();
      })
      .catch(() => { location.assign(link.href); });
  });

  // What is wrong first is seen and read out first, whole and clear of the bars over the page.
  const wrong = document.querySelector("main .notice[role=alert], main [aria-invalid=true]");
  if (wrong) {
    if (wrong.matches(".notice")) wrong.tabIndex = -1;
    wrong.focus({ preventScroll: true });
    (wrong.closest(".field") || wrong).scrollIntoView({ block: "center" });
  }
})();
