export const story = JSON.parse(document.getElementById("story").textContent);
