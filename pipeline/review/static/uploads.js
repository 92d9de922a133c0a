"use strict";
/* While something is being read the page looks again by itself, but not when files have been chosen. */
setInterval(() => {
  const files = document.getElementById("files");
  if (!files.files.length && document.activeElement !== files) location.reload();
}, 3000);
