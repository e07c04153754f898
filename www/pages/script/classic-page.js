// Salesforce Classic as the top document: folders of the Setup tree, its Quick Find, and buttons that lead elsewhere.
(() => {
  const tree = document.getElementById("setupNavTree");
  const open = (folder, on) => {
    folder.querySelector(".childContainer").style.display = on ? "" : "none";
    folder.querySelector(".setupFolderIcon").classList.toggle("setupFolderOpen", on);
  };

  tree.addEventListener("click", (event) => {
    const folder = event.target.closest(".setupFolder, .setupFolderIcon")?.parentElement;
    if (!folder) return;
    event.preventDefault();
    open(folder, folder.querySelector(".childContainer").style.display === "none");
  });

  document.getElementById("setupSearch").addEventListener("keyup", (event) => {
    const words = event.target.value.trim().toLowerCase();
    for (const leaf of tree.querySelectorAll(".setupLeaf, .setupHighlightLeaf")) leaf.style.display = leaf.textContent.toLowerCase().includes(words) ? "" : "none";
    for (const folder of tree.querySelectorAll(".parent")) {
      const found = [...folder.querySelectorAll(".childContainer > div")].some((leaf) => leaf.style.display !== "none");
      folder.style.display = found ? "" : "none";
      if (words) open(folder, found);
    }
  });

  document.addEventListener("click", (event) => {
    const go = event.target.closest("input[data-go], input[onclick^=navigateToUrl]");
    if (go) location.assign(go.dataset.go ?? go.getAttribute("onclick").split("'")[1]);
  });
})();
