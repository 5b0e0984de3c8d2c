// Keeps a page that `lore watch` serves as new as the story: loads it again when there is another, and says so where the story cannot be read.
(() => {
  "use strict";
  const mine = "{{mark}}";
  let source = null;

  // The only words on the page that are not its own, at the foot, and gone when all is well.
  const style = document.createElement("style");
  style.textContent =
    "#lore-watch { position: fixed; inset: auto 0 0; z-index: 2147483647; margin: 0; padding: .5rem 1rem;" +
    " max-height: 40vh; overflow: auto; background: #8b1a1a; color: #fff; font: 1rem/1.4 system-ui, sans-serif; }" +
    "#lore-watch p { margin: 0; font-weight: 600; }" +
    "#lore-watch pre { margin: .5rem 0 0; font: .875rem/1.4 ui-monospace, monospace; white-space: pre-wrap; }" +
    "@media print { #lore-watch { display: none; } }";
  document.head.append(style);
  const banner = document.createElement("aside");
  banner.id = "lore-watch";
  banner.setAttribute("role", "alert");

  const say = (why, said) => {
    const heading = document.createElement("p");
    heading.textContent = why;
    banner.replaceChildren(heading);
    if (said) {
      const text = document.createElement("pre");
      text.textContent = said;
      banner.append(text);
    }
    document.body.prepend(banner);
  };

  const take = (news) => {
    if (news.page !== mine) {
      location.reload();
    } else if (news.trouble) {
      say(`This page is as it was: ${news.trouble.why}.`, news.trouble.said);
    } else {
      banner.remove();
    }
  };

  const listen = () => {
    source = new EventSource("/events");
    source.addEventListener("message", (event) => take(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      say("This page is not kept up any more: `lore watch` does not answer.");
      // A browser gives up by itself where it was answered with anything but news.
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(attend, 2000);
      }
    });
  };

  // Browsers keep few connections to one server open, so only a page that is looked at holds one.
  const attend = () => {
    source?.close();
    source = null;
    if (!document.hidden) {
      listen();
    }
  };
  document.addEventListener("visibilitychange", attend);
  window.addEventListener("pagehide", () => source?.close());
  window.addEventListener("pageshow", (event) => event.persisted && attend());
  attend();
})();
