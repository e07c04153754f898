// Dueling lists of both forms: arrows move options from one side to the other; the hidden inputs follow at once.
(() => {
  for (const box of document.querySelectorAll(".duelingListBox")) {
    const sides = [...box.querySelectorAll("select")];
    const hidden = [...box.querySelectorAll("input[type=hidden]")];
    const real = (side) => [...side.options].filter((option) => option.value);

    const move = (from, to) => {
      for (const option of [...from.selectedOptions].filter((chosen) => chosen.value)) to.append(option);
      sides.forEach((side, at) => {
        side.querySelectorAll("option[value='']").forEach((empty) => empty.remove());
        hidden[at].value = real(side).map((option) => option.value).join(",");
        if (real(side).length > 0) return;
        const none = new Option(box.dataset.none, "");
        none.disabled = true;
        side.append(none);
      });
    };

    box.addEventListener("click", (event) => {
      const arrow = event.target.closest("a[href='#']");
      if (!arrow) return;
      event.preventDefault();
      if (sides[0].disabled) return;
      const adds = arrow.querySelector(".rightArrowIcon") !== null;
      move(sides[adds ? 0 : 1], sides[adds ? 1 : 0]);
    });
  }
})();
