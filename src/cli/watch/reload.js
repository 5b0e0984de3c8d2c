// Keeps a page that `lore watch` serves as new as the story: loads it again when there is another, and says so where the story cannot be read.
(() => {
  "use strict";
  const mine = "{{mark}}";
  let source = null;

  // The only words on the page that are not its own, at the foot, and gone when all is well.
  const style = document.createElement("style");
  style.textContent =
    "#lore-watch { position: fixed; inset: auto 0 0; z-index: 2147483647; margin: 0; box-sizing: border-box; max-height: 40vh;" +
    " overflow: auto; padding: .5rem 1rem; border-top: 3px solid #ff7b72; background: #2a1212; color: #fff;" +
    " font: .9375rem/1.4 system-ui, sans-serif; box-shadow: 0 0 1rem #0006; }" +
    "#lore-watch p, #lore-watch summary { margin: 0; font-weight: 600; }" +
    "#lore-watch summary { cursor: pointer; }" +
    "#lore-watch pre { margin: .5rem 0 0; overflow-x: auto; font: .8125rem/1.4 ui-monospace, monospace; color: #ffe3e0; }" +
    "@media print { #lore-watch { display: none; } }";
  document.head.append(style);
  const banner = document.createElement("aside");
  banner.id = "lore-watch";
  banner.setAttribute("role", "alert");
  // Whoever has folded the words away keeps them folded.
  let open = true;

  const say = (why, said) => {
    const heading = document.createElement(said ? "summary" : "p");
    heading.textContent = why;
    banner.replaceChildren(heading);
    if (said) {
      const text = document.createElement("pre");
      text.textContent = said;
      const details = document.createElement("details");
      details.open = open;
      details.addEventListener("toggle", () => (open = details.open));
      details.append(heading, text);
      banner.replaceChildren(details);
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
