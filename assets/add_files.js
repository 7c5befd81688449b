// Sends the files of a form one by one, each with a bar of its own and a word on what became of it.
// Without this script the same form posts all of them at once; the server decides either way.

const FORM = "form[data-files]";

export function watchFileForms() {
  const handlers = { submit, dragover, dragleave, drop };
  for (const [name, handler] of Object.entries(handlers)) document.addEventListener(name, handler);
  return () => {
    for (const [name, handler] of Object.entries(handlers)) {
      document.removeEventListener(name, handler);
    }
  };
}

const formOf = (event) => event.target.closest?.(FORM);
const pickerOf = (form) => form.querySelector('input[type="file"]');

function dragover(event) {
  const form = formOf(event);
  if (!form || !event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  form.dataset.over = "yes";
}

function dragleave(event) {
  const form = formOf(event);
  if (form && !form.contains(event.relatedTarget)) delete form.dataset.over;
}

function drop(event) {
  const form = formOf(event);
  if (!form || !event.dataTransfer?.files.length) return;
  event.preventDefault();
  delete form.dataset.over;
  if (form.dataset.sending) return;
  pickerOf(form).files = event.dataTransfer.files;
  say(form, `${counted(pickerOf(form).files.length)} ready. Press the button to add.`);
}

async function submit(event) {
  const form = formOf(event);
  if (!form) return;
  event.preventDefault();
  const files = [...pickerOf(form).files];
  if (form.dataset.sending) return;
  if (!files.length) {
    say(form, "Choose a file first.");
    pickerOf(form).focus();
    return;
  }
  form.dataset.sending = "yes";
  const button = form.querySelector('button[type="submit"]');
  button.setAttribute("aria-disabled", "true");
  addEventListener("beforeunload", stay);
  const lines = files.map((file) => lineFor(form, file));
  let kept = 0;
  for (const [place, file] of files.entries()) {
    say(form, `Adding ${place + 1} of ${files.length}: ${file.name}`);
    const outcome = await send(form, file, lines[place]);
    show(lines[place], outcome);
    kept += outcome.kept ? 1 : 0;
  }
  removeEventListener("beforeunload", stay);
  button.removeAttribute("aria-disabled");
  delete form.dataset.sending;
  pickerOf(form).value = "";
  const refused = files.length - kept;
  say(form, refused ? `${counted(kept)} added, ${counted(refused)} not. See why above.` : `${counted(kept)} added.`);
  if (kept) document.getElementById(form.dataset.files)?.click();
}

function stay(event) {
  event.preventDefault();
}

const counted = (number) => (number === 1 ? "1 file" : `${number} files`);

function say(form, words) {
  form.querySelector("[data-said]").textContent = words;
}

function lineFor(form, file) {
  const line = document.createElement("li");
  const name = document.createElement("b");
  const bar = document.createElement("progress");
  const words = document.createElement("span");
  name.textContent = file.name;
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", `Progress of ${file.name}`);
  words.textContent = "waiting";
  line.append(name, bar, words);
  form.querySelector("[data-lines]").append(line);
  return line;
}

function show(line, outcome) {
  line.querySelector("progress")?.remove();
  line.dataset.kept = outcome.kept ? "yes" : "no";
  line.querySelector("span").textContent = outcome.words;
}

function send(form, file, line) {
  const largest = Number(form.dataset.largest);
  if (largest && file.size > largest) {
    const words = `It is larger than ${Math.floor(largest / 1048576)} MB, so it was not sent.`;
    return Promise.resolve({ kept: false, words });
  }
  const body = new FormData();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") body.append(name, value);
  }
  body.append(pickerOf(form).name, file, file.name);
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    const bar = line.querySelector("progress");
    const words = line.querySelector("span");
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
      words.textContent = event.loaded < event.total ? "sending" : "looking at it";
    };
    request.onload = () => done(outcomeOf(request));
    request.onerror = () => done({ kept: false, words: "The connection broke. Add it again." });
    request.send(body);
  });
}

function outcomeOf(request) {
  if (new URL(request.responseURL, location.href).pathname.startsWith("/login")) {
    const words = "Your sign-in has ended. Sign in in another tab, then add it again.";
    return { kept: false, words };
  }
  try {
    const [file] = JSON.parse(request.responseText).files;
    return { kept: file.kept, words: file.words };
  } catch {
    return { kept: false, words: request.responseText.slice(0, 300) || "Nothing was kept." };
  }
}
