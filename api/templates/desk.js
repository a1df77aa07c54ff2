"use strict";
// Logging in at a desk: asks for a code, waits for the phone, shows the workbooks. Tokens stay in memory.
const api = "/api/v1";
const at = (id) => document.getElementById(id);
const say = (text) => { at("says").textContent = text; };
let loggedIn = false;

async function send(method, path, body, token) {
  const headers = { Accept: "application/json", "Accept-Language": "zh-CN" };
  if (body) headers["Content-Type"] = "application/json";
  if (token) headers.Authorization = "Bearer " + token;
  const answer = await fetch(api + path, { method, headers, body: body ? JSON.stringify(body) : undefined });
  const json = await answer.json();
  if (!answer.ok) throw new Error(json.detail || "请稍后再试。");
  return json;
}

function over(text) {
  at("code").hidden = true;
  at("check").textContent = "";
  at("again").hidden = false;
  say(text);
}

async function begin() {
  at("again").hidden = true;
  try {
    const request = await send("POST", "/auth/desk/requests");
    if (loggedIn) return;
    at("code").src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(request.svg);
    at("code").hidden = false;
    at("check").textContent = "核对码：" + request.check;
    say("请用小程序扫描二维码，核对页面上的核对码后确认登录。");
    wait(request);
  } catch (error) {
    if (!loggedIn) over(error.message);
  }
}

function wait(request) {
  setTimeout(async () => {
    if (loggedIn) return;
    try {
      const path = "/auth/desk/requests/" + request.id + "/session";
      const answer = await send("POST", path, { pollToken: request.pollToken });
      if (loggedIn) return;
      if (answer.state === "waiting") wait(request);
      else await show(answer);
    } catch (error) {
      if (!loggedIn) over(error.message);
    }
  }, 3000);
}

async function show(answer) {
  loggedIn = true;
  at("code").hidden = true;
  at("again").hidden = true;
  at("other").hidden = true;
  at("check").textContent = "";
  say("已登录：" + answer.personName + "（8小时后自动退出）");
  const token = answer.session.accessToken;
  let me;
  try {
    me = await send("GET", "/me", null, token);
  } catch (error) {
    return say(error.message);
  }
  const list = at("work");
  list.hidden = false;
  const seen = new Set();
  for (const role of me.roles) {
    if (seen.has(role.organizationId)) continue;
    seen.add(role.organizationId);
    entry(list, role.organizationName + "：积分排行.xlsx", "/exports/leaderboard.xlsx", role, answer.session);
    entry(list, role.organizationName + "：积分台账.xlsx", "/exports/ledger.xlsx", role, answer.session);
  }
  const docs = document.createElement("a");
  docs.href = "/docs/";
  docs.textContent = "接口文档";
  list.append(document.createElement("li"));
  list.lastChild.append(docs);
}

function entry(list, name, path, role, session) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = name;
  button.addEventListener("click", async () => {
    try {
      await download(name, path + "?organizationId=" + role.organizationId, session);
    } catch (error) {
      say(error.message);
    }
  });
  list.append(document.createElement("li"));
  list.lastChild.append(button);
}

async function download(name, path, session) {
  let answer = await fetch(api + path, { headers: { Authorization: "Bearer " + session.accessToken } });
  if (answer.status === 401) {
    Object.assign(session, await send("POST", "/auth/refresh", { refreshToken: session.refreshToken }));
    answer = await fetch(api + path, { headers: { Authorization: "Bearer " + session.accessToken } });
  }
  if (!answer.ok) throw new Error((await answer.json()).detail || "下载失败，请稍后再试。");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

at("password").addEventListener("submit", async (event) => {
  // Never as a form: the policy forbids it, and the password would stand in an address.
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector("button");
  const typed = Object.fromEntries(new FormData(form));
  form.elements.totp.value = "";
  button.disabled = true;
  try {
    const answer = await send("POST", "/auth/desk/password", typed);
    form.reset();
    await show(answer);
  } catch (error) {
    say(error.message);
  } finally {
    button.disabled = false;
  }
});

at("again").addEventListener("click", begin);
begin();
