/* The editor of a cell: CodeMirror. Its words have the classes that the code
   of the page has, and so its colours, light and dark. This file comes after
   the click on Live code. */
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory }
  from "@codemirror/commands";
import { pythonLanguage } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting }
  from "@codemirror/language";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { tagHighlighter, tags } from "@lezer/highlight";

const colours = tagHighlighter([
  { tag: tags.keyword, class: "k" },
  { tag: tags.moduleKeyword, class: "kn" },
  { tag: tags.operatorKeyword, class: "ow" },
  { tag: [tags.bool, tags.null], class: "kc" },
  { tag: tags.number, class: "mi" },
  { tag: [tags.string, tags.special(tags.string)], class: "s2" },
  { tag: tags.escape, class: "se" },
  { tag: tags.comment, class: "c1" },
  { tag: tags.function(tags.definition(tags.variableName)), class: "nf" },
  { tag: tags.definition(tags.className), class: "nc" },
  { tag: tags.meta, class: "nd" },
  { tag: tags.operator, class: "o" },
  { tag: tags.punctuation, class: "p" },
  { tag: tags.name, class: "n" },
]);

/* Tab indents. After Escape it moves the focus, until the reader types or
   comes back. */
function leaves() {
  const back = (view) => { view.setTabFocusMode(false); };
  return [
    keymap.of([{
      key: "Escape", run(view) { view.setTabFocusMode(true); return false; },
    }]),
    EditorView.domEventHandlers({ blur: (_, view) => back(view) }),
    EditorView.updateListener.of(({ docChanged, view }) => {
      if (docChanged) back(view);
    }),
  ];
}

function runs(run) {
  const key = (name) => ({ key: name, run: () => { run(); return true; } });
  return Prec.highest(keymap.of(["Shift-Enter", "Ctrl-Enter", "Cmd-Enter"]
    .map(key)));
}

/* An editor. covered() says how many pixels at the top of the window are
   covered. */
export function create({ text, attributes, edited, run, covered }) {
  const view = new EditorView({
    doc: text,
    extensions: [
      pythonLanguage, syntaxHighlighting(colours), bracketMatching(),
      indentOnInput(), indentUnit.of("    "), EditorState.tabSize.of(4),
      EditorView.lineWrapping, history(), runs(run), leaves(),
      keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
      EditorView.contentAttributes.of(attributes),
      EditorView.editorAttributes.of({ class: "live-editor highlight" }),
      EditorView.scrollMargins.of(() => ({ top: covered() })),
      EditorView.updateListener.of(({ docChanged }) => {
        if (docChanged) edited();
      }),
    ],
  });
  return {
    node: view.dom,
    focus: () => view.focus(),
    get text() { return view.state.doc.toString(); },
    set text(insert) {
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert },
        annotations: isolateHistory.of("full"),     // one step to undo
      });
    },
  };
}
