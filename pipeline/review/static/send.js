"use strict";
/* What a page tells the desk: the answer, or an error with words and, where the page can do something, a code. */
function sender(base, token, away) {
  return async (path, body) => {
    const answer = await fetch(`${base}/${path}`, {
      method: "POST", headers: { "content-type": "application/json", accept: "application/json", "x-form-token": token },
      body: JSON.stringify(body),
    }).catch(() => { throw new Error(away); });
    const told = await answer.json().catch(() => ({ message: `${away} (${answer.status})` }));
    if (answer.status === 401) told.code = "login";
    if (!answer.ok) throw Object.assign(new Error(told.message), { code: told.code });
    return told;
  };
}
