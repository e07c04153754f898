// A dueling list: arrows move options from one side to the other; the hidden inputs are filled on submit.
(() => {
  const box = document.getElementById("duel");
  const sides = [0, 1].map((at) => document.getElementById(`duel_select_${at}`));
  const none = box.querySelector("option[value='']")?.textContent ?? "--None--";
  const real = (side) => [...side.options].filter((option) => option.value);

  function move(from, to) {
    for (const option of [...from.selectedOptions].filter((chosen) => chosen.value)) to.append(option);
    for (const side of sides) {
      side.querySelectorAll("option[value='']").forEach((empty) => empty.remove());
      if (real(side).length === 0) side.append(new Option(none, ""));
    }
  }

  box.addEventListener("click", (event) => {
    const arrow = event.target.closest("a[id^=duel_select_0_]");
    if (!arrow) return;
    event.preventDefault();
    if (sides[0].disabled) return;
    if (arrow.id.endsWith("right")) move(sides[0], sides[1]);
    else move(sides[1], sides[0]);
  });

  document.getElementById("editPage").addEventListener("submit", () => {
    sides.forEach((side, at) => (document.getElementById(`duel${at}`).value = real(side).map((option) => option.value).join(",")));
  });
})();
