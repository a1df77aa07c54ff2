"use strict";
// Logging in at a desk: asks for a code, waits for the phone, shows the workbooks. Tokens stay in memory.
const api = "/api/v1";
const at = (id) => document.getElementById(id);
const say = (text) => { at("says").textContent = text; };

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
    at("code").src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(request.svg);
    at("code").hidden = false;
    at("check").textContent = "核对码：" + request.check;
    say("请用小程序扫描二维码，核对页面上的核对码后确认登录。");
    wait(request);
  } catch (error) {
    over(error.message);
  }
}

function wait(request) {
  setTimeout(async () => {
    try {
      const path = "/auth/desk/requests/" + request.id + "/session";
      const answer = await send("POST", path, { pollToken: request.pollToken });
      if (answer.state === "waiting") wait(request);
      else await show(answer);
    } catch (error) {
      over(error.message);
    }
  }, 3000);
}

async function show(answer) {
  at("code").hidden = true;
  at("check").textContent = "";
  say("已登录：" + answer.personName + "（8小时后自动退出）");
  const token = answer.session.accessToken;
  const me = await send("GET", "/me", null, token);
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

at("again").addEventListener("click", begin);
begin();
