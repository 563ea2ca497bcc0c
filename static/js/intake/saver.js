// Sends the page's answers a moment after each change, in order, until the server has them.

const SOON = 700;
const AGAIN = [1000, 2000, 4000, 8000];
const WORDS = { saving: "Saving", kept: "No connection. Kept on this page", failed: "Not saved" };

export class Saver {
  #timer = null;
  #sending = null;
  #dirty = false;
  #failures = 0;

  constructor(form) {
    this.form = form;
    this.mark = document.querySelector("[data-saved]");
    this.seq = Number(form.dataset.seq);
  }

  start() {
    this.form.addEventListener("input", () => this.#soon());
    this.form.addEventListener("change", () => this.#soon());
    this.form.addEventListener("submit", (event) => this.#leave(event));
    addEventListener("online", () => this.#dirty && this.#send());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && this.#dirty) this.#send({ leaving: true });
    });
    addEventListener("beforeunload", (event) => {
      if (this.#dirty && this.#failures) event.preventDefault();
    });
  }

  #soon(wait = SOON) {
    this.#dirty = true;
    this.#tell("saving");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#send(), wait);
  }

  /** One saving at a time; what changed meanwhile follows it. */
  async #send({ go = "save", leaving = false } = {}) {
    clearTimeout(this.#timer);
    if (this.#sending && !leaving) await this.#sending;
    this.#dirty = false;
    const sending = this.#post(go, leaving);
    this.#sending = sending;
    const answer = await sending;
    if (this.#sending === sending) this.#sending = null;
    this.#judge(answer, go);
    return answer;
  }

  async #post(go, leaving) {
    const body = new URLSearchParams(new FormData(this.form));
    this.seq += 1;
    body.set("seq", this.seq);
    body.set("go", go);
    try {
      const answer = await fetch(this.form.action, {
        method: "POST", body, keepalive: leaving, credentials: "same-origin", headers: { Accept: "application/json" },
      });
      const json = answer.headers.get("content-type")?.includes("json");
      return { status: answer.status, body: json ? await answer.json() : {} };
    } catch {
      return { status: 0, body: {} };
    }
  }

  #judge({ status, body }, go) {
    if (status === 200 || status === 422) {
      this.#failures = 0;
      if (body.version) this.form.elements.base.value = body.version;
      this.#errors(body.errors ?? {}, go !== "save");
      if (!this.#dirty) this.#tell("saved", body.saved_at);
    } else if (status === 409) {
      this.form.elements.base.value = body.version;
      this.#tell("failed");
      this.#notice(body.error);
    } else if (status === 410 || status === 404 || status === 403) {
      this.#tell("failed");
      this.#notice(body.error ?? "This page has ended. Open your link again; what was saved is still there.");
    } else {
      this.#dirty = true;
      this.#tell("kept");
      const wait = AGAIN[Math.min(this.#failures, AGAIN.length - 1)];
      this.#failures += 1;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#send(), wait);
    }
  }

  /** A page is left only once the server has what stands on it. */
  async #leave(event) {
    event.preventDefault();
    const go = event.submitter?.value ?? "next";
    this.form.setAttribute("aria-busy", "true");
    const { status, body } = await this.#send({ go });
    this.form.removeAttribute("aria-busy");
    if (body.next) {
      this.#dirty = false;
      location.assign(body.next);
    } else if (status === 0 || status >= 500) {
      this.#notice("There is no connection just now. Your answers are kept on this page and sent as soon as there is. Leave it open.");
    }
  }

  #errors(errors, loud) {
    for (const box of this.form.querySelectorAll("[data-errors]")) box.replaceChildren();
    for (const [slug, sentences] of Object.entries(errors)) {
      const box = this.form.querySelector(`[data-question="${CSS.escape(slug)}"] [data-errors]`);
      box?.append(...sentences.map(paragraph));
    }
    const any = Object.keys(errors).length > 0;
    if (any && loud) {
      this.#notice("Something here needs another look.");
      const first = this.form.querySelector(`[data-question="${CSS.escape(Object.keys(errors)[0])}"]`);
      first?.scrollIntoView({ block: "center" });
      first?.querySelector("input:not([type=hidden]), textarea")?.focus({ preventScroll: true });
    } else if (!any) this.#notice("");
  }

  #notice(sentence) {
    const notice = this.form.querySelector("[data-notice]");
    notice.hidden = !sentence;
    if (sentence) notice.querySelector("[data-sentence]").textContent = sentence;
  }

  #tell(state, time) {
    if (!this.mark) return;
    this.mark.dataset.state = state;
    this.mark.querySelector("[data-words]").textContent = WORDS[state] ?? (time ? `Saved ${time}` : "Saved");
  }
}

const paragraph = (sentence) => {
  const line = document.createElement("p");
  line.className = "invalid-feedback";
  line.textContent = sentence;
  return line;
};
