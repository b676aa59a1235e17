/* Which cells are out of date, and why: judged from the top of the page down,
   by the text that made what each shows, in which session and when. */

const WHY = {
  edited: () => "Edited: the output is from before your edit.",
  failed: () => "This cell failed: edit it, or run it again.",
  stopped: () => "Stopped: the output is only a part.",
  above: (cause) => `Out of date: the output is from before ${cause}.`,
  restarted: () => "Not run again: the output is from before Python stopped.",
  unrun: (cause) => "Not run yet: the output is the book's"
    + `${cause ? `, from before ${cause}` : ""}.`,
};

/* What cells below a cell suffer from, if anything. */
function harm(cell) {
  if (cell.text !== cell.made.text) return `your edit of cell ${cell.number}`;
  return cell.made.failed ? `cell ${cell.number} failed` : "";
}

function reason(cell, session, cause, newest) {
  const { made } = cell;
  if (cell.text !== made.text) return "edited";
  if (made.stopped) return "stopped";
  if (made.failed && made.session === session) return "failed";
  if (cause && made.session === session) return "above";
  if (made.session === 0) return "unrun";
  if (made.session !== session) return "restarted";
  return newest?.made.time > made.time ? "rerun" : "";
}

/* Tell each cell whether it is due to run, and what to say of its output:
   nothing as long as nothing has been edited or run. */
export function judge(cells, session, begun) {
  let cause = "", newest = null, changed = "";
  for (const cell of cells) {
    const why = reason(cell, session, cause, newest);
    cell.due = why !== "";
    cell.reason = why;
    cell.why = why === "rerun" ? WHY.above(`cell ${newest.number} ran again`)
      : why === "unrun" && !begun && !changed ? ""
        : why ? WHY[why](why === "unrun" ? changed : cause) : "";
    cause ||= harm(cell);
    if (cell.text !== cell.original)
      changed ||= `your edit of cell ${cell.number}`;
    if (cell.made.session === session
        && !(newest?.made.time > cell.made.time)) newest = cell;
  }
}
