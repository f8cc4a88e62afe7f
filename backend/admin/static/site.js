// Small comforts; every page works without them.
"use strict";

(() => {
  // j and k walk the rows of a list, Enter opens (a focused link does that by itself).
  const rows = [...document.querySelectorAll("a.whole")];
  document.addEventListener("keydown", (event) => {
    const step = { j: 1, k: -1 }[event.key];
    const typing = event.target.closest("input, textarea, select");
    if (!step || typing || event.ctrlKey || event.metaKey || event.altKey || !rows.length) return;
    const now = rows.indexOf(document.activeElement);
    const next = now < 0 ? 0 : Math.min(Math.max(now + step, 0), rows.length - 1);
    rows[next].focus();
  });

  // / goes to the search field, n to the next case.
  document.addEventListener("keydown", (event) => {
    const wanted = { "/": "input[type=search]", n: "a[rel=next]" }[event.key];
    const typing = event.target.closest("input, textarea, select");
    if (!wanted || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const found = document.querySelector(wanted);
    if (!found) return;
    event.preventDefault();
    if (event.key === "n") found.click();
    else found.focus();
  });

  // A form is sent once, however often a slow line makes somebody press.
  const sent = new Set();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (sent.has(form)) return event.preventDefault();
    sent.add(form);
    form.querySelectorAll("button").forEach((button) => button.setAttribute("aria-disabled", "true"));
    sessionStorage.setItem("place", JSON.stringify([location.pathname, scrollY, Date.now()]));
  });
  addEventListener("pageshow", () => {
    sent.clear();
    document.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  });

  // Back on the same page after an action: where the eye was. A refusal starts at its field.
  const wrong = document.querySelector("[aria-invalid]");
  const [path, y, at] = JSON.parse(sessionStorage.getItem("place") || "[]");
  sessionStorage.removeItem("place");
  if (wrong) wrong.focus();
  else if (path === location.pathname && Date.now() - at < 60000) scrollTo(0, y);

  // A page that waits for work looks again, unless nobody looks at it or something was pressed.
  if (document.querySelector("[data-looks-again]")) {
    setInterval(() => document.hidden || sent.size || location.reload(), 2000);
  }

  // A file that is too large is named before it crawls up the line.
  document.addEventListener("change", (event) => {
    const { type, files } = event.target;
    if (type !== "file") return;
    const large = files[0] && files[0].size > 20 * 1024 * 1024;
    event.target.setCustomValidity(large ? "Tệp lớn quá 20 MB. Anh/chị bỏ bớt ảnh hoặc trang thừa." : "");
    event.target.reportValidity();
  });
})();
