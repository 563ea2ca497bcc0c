// Words that a closed page left behind: shown at their section until a person has chosen what stays.

import { html } from "./map/dom.js";
import { post } from "./post.js";

/** left: {url, at, texts} of each closed page; changed: after words were taken over. */
export function leftBehind(form, left, changed) {
  for (const { url, at, texts } of left) {
    const boxes = Object.entries(texts).map(([name, words]) => {
      const field = form.elements[name];
      const choose = (value) => () => {
        if (value) field.value = value();
        if (value) field.dispatchEvent(new Event("input", { bubbles: true }));
        box.remove();
        if (value) changed();
        if (boxes.every((other) => !other.isConnected)) post(url, {});
      };
      const button = (label, value) =>
        html("button", { type: "button", class: "btn btn-secondary", onclick: choose(value) }, label);
      const box = html(
        "div",
        { class: "left-behind", role: "alert" },
        html("p", { class: "theirs-head" }, `Typed at ${at} on a page that was closed before it was saved.`),
        html("blockquote", {}, words),
        html(
          "div",
          { class: "line-x" },
          button("Add it", () => [field.value, words].filter(Boolean).join("\n\n")),
          button("Use it instead", () => words),
          button("Leave it out", null),
        ),
      );
      field.after(box);
      return box;
    });
  }
}
