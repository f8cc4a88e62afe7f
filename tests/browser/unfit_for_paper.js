// What a sheet of paper shows and should not, as sentences.
() => {
  const seen = (part) =>
    part.checkVisibility({ checkVisibilityCSS: true }) && part.getClientRects().length > 0;
  const shown = (what) => [...document.querySelectorAll(what)].filter(seen);
  const style = (part) => getComputedStyle(part);
  const name = (part) =>
    `${part.tagName.toLowerCase()}.${part.getAttribute("class") || ""} ${part.textContent.trim().slice(0, 20)}`;
  const found = (words, parts) => parts.map((part) => `${words}: ${name(part)}`);
  const edge = document.documentElement.clientWidth + 1;
  const parts = shown("body *").filter((part) => !part.closest(".hidden, .skip, svg *"));
  const hasWords = (part) =>
    [...part.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const isCut = (part) =>
    style(part).overflowX !== "visible" && part.scrollWidth > part.clientWidth + 1;
  return [
    ...(shown("h1").length === 1 ? [] : ["no single h1"]),
    ...found("nothing to press", shown("nav, button, .button, input, select, textarea, summary")),
    ...found("too wide", parts.filter((part) => part.getBoundingClientRect().right > edge)),
    ...found("cut", parts.filter(isCut)),
    ...found("white on white", parts.filter((part) => hasWords(part) && style(part).color === "rgb(255, 255, 255)")),
    ...found("head not repeated", shown("thead").filter((part) => style(part).display !== "table-header-group")),
    ...found("row torn", shown("tbody tr").filter((part) => style(part).breakInside !== "avoid")),
  ];
}
