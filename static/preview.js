/* Draws the Word file that this page carries. The page is a room of its own: it cannot reach the panel. */
"use strict";
const carried = document.getElementById("word").content.textContent.trim();
const bytes = Uint8Array.from(atob(carried), (one) => one.charCodeAt(0));
const page = document.getElementById("page");

docx.renderAsync(bytes, page, document.getElementById("styles"), {
  inWrapper: false, ignoreLastRenderedPageBreak: false, renderAltChunks: false,
  renderChanges: true, renderComments: false, useBase64URL: true,
}).then(markAbsent).catch(() => {
  document.getElementById("failed").hidden = false;
});

/** What is still empty stands out. */
function markAbsent() {
  const texts = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) if (/\[ontbreekt[^\]]*\]/.test(texts.currentNode.data)) found.push(texts.currentNode);
  for (const text of found) {
    const mark = document.createElement("mark");
    text.replaceWith(mark);
    mark.append(text);
  }
}
