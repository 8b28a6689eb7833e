/* Questions to the server, and the four ways in which it may not answer them. */

/** There was no answer, or one that passes: asking again may do. */
export class Unreachable extends Error {}

/** Nobody is signed in any more; in another tab they can. */
export class SignedOut extends Error {}

/** The server says no, with its sentences. */
export class Refused extends Error {
  /**
   * @param {number} status
   * @param {string[]} reasons
   */
  constructor(status, reasons) {
    super(reasons.join(" "));
    this.status = status;
    this.reasons = reasons;
  }
}

const WAIT_MS = 30_000; // for an answer; longer than the server itself waits for its database

/** The token of the cookie is the newest one, also after somebody signed in again in another tab. */
function readToken() {
  const cookie = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
  const field = document.querySelector("input[name=csrfmiddlewaretoken]");
  return cookie?.[1] ?? (field instanceof HTMLInputElement ? field.value : "");
}

/**
 * The JSON of an address. Throws Unreachable, SignedOut or Refused.
 * @param {string} address
 * @param {{method?: string, body?: unknown, query?: Record<string, string>}} [how]
 * @returns {Promise<any>}
 */
export async function ask(address, { method = "GET", body, query } = {}) {
  const url = new URL(address, location.href);
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  /** @type {Response} */
  let answer;
  try {
    answer = await fetch(url, {
      method, credentials: "same-origin", signal: AbortSignal.timeout(WAIT_MS), headers: { Accept: "application/json", ...(body === undefined ? {} : { "Content-Type": "application/json", "X-CSRFToken": readToken() }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (error) {
    throw new Unreachable(String(error));
  }
  const isJson = answer.headers.get("Content-Type")?.includes("json") ?? false;
  // The door sends to the sign-in, whose form may be JSON too, or says by a page that the token is of a session that is over.
  if (answer.redirected || (answer.status === 403 && !isJson)) throw new SignedOut();
  if (answer.status >= 500 || answer.status === 429 || answer.status === 408) throw new Unreachable(String(answer.status));
  const data = isJson ? await answer.json().catch(() => null) : null;
  if (answer.ok && data) return data;
  throw new Refused(answer.status, data?.reasons ?? []);
}
