// Sends without reloading, so that the officer's page beside it stays where it is.
const talk = document.getElementById("talk");
const state = document.getElementById("state");
const channel = state.textContent;
let shown = "";

function toTheEnd() {
  talk.scrollTop = talk.scrollHeight;
}

async function refresh(sent) {
  const nearTheEnd = talk.scrollHeight - talk.scrollTop - talk.clientHeight < 120;
  try {
    const answer = await fetch(talk.dataset.url);
    if (!answer.ok) throw new Error(answer.status);
    const html = await answer.text();
    state.textContent = channel;
    if (html === shown) return;
    shown = html;
    talk.innerHTML = html;
    if (sent || nearTheEnd) toTheEnd();
  } catch {
    state.textContent = "mất kết nối: chương trình đã dừng?";
  }
}

document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target, button = event.submitter;
  const data = new FormData(form);
  if (button && button.name) data.set(button.name, button.value);
  if (button && button.dataset.label) data.set("text", button.dataset.label);
  if (form.className === "write") {
    if (!data.get("text").trim()) return;
    form.reset();
  }
  try {
    await fetch(form.action, { method: "POST", body: new URLSearchParams(data), redirect: "manual" });
  } catch {
    // The line at the top says that nobody is there.
  }
  refresh(true);
});

toTheEnd();
refresh(true);
setInterval(() => document.hidden || refresh(false), 700);
