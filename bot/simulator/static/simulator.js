// Sends without reloading, so that the officer's page beside it stays where it is.
const talk = document.getElementById("talk");
let shown = talk.innerHTML;

async function refresh() {
  const answer = await fetch(talk.dataset.url);
  const html = await answer.text();
  if (!answer.ok || html === shown) return;
  shown = html;
  talk.innerHTML = html;
  talk.scrollTop = talk.scrollHeight;
}

document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target, button = event.submitter;
  const data = new FormData(form);
  if (button && button.name) data.set(button.name, button.value);
  if (button && button.dataset.label) data.set("text", button.dataset.label);
  if (form.className === "write") {
    if (!data.get("text")) return;
    form.reset();
  }
  await fetch(form.action, { method: "POST", body: new URLSearchParams(data), redirect: "manual" });
  refresh();
});

talk.scrollTop = talk.scrollHeight;
setInterval(refresh, 700);
