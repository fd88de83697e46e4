//! What is said of a table's shape: header, quotes, width of rows.

use super::*;

#[test]
fn columns() {
    let (sheet, mut mistakes) = sheet_of(b"gruop,rolle,Shift,wage\n");
    let sheet = sheet.expect("a sheet");
    sheet.check_columns(&["group", "role", "agents", "shift"], &["group", "agents"], &mut mistakes);
    assert_eq!(
        mistakes.render(80, false, false),
        "t.csv:1:1: error: column `agents` is missing; help: add it to the header row and fill it in each row\nt.csv:1:1: error: unknown column `gruop`; help: did you mean `group`? known: `group`, `role`, `agents`, `shift`\nt.csv:1:7: error: unknown column `rolle`; help: did you mean `role`? known: `group`, `role`, `agents`, `shift`\nt.csv:1:19: error: unknown column `wage`; help: known: `group`, `role`, `agents`, `shift`\n"
    );
}

#[test]
fn sheets() {
    assert_eq!(
        sheet_of(b"a,b\n1,2,3\n").1.render(80, false, false),
        "t.csv:2:5: error: cell 3 in a row of a table with 2 columns: `3`; help: put a value that holds `,` between double quotes, or name the column in the header row\n"
    );
    assert_eq!(
        sheet_of(b"a\n1,5\n").1.render(80, false, false),
        "t.csv:2:3: error: cell 2 in a row of a table with 1 column: `5`; help: put a value that holds `,` between double quotes, or name the column in the header row\n"
    );
    assert_eq!(
        sheet_of(b"a,b,c\n1;2;3\n").1.render(80, false, false),
        "t.csv:2:1: error: cells separated by `;` in a table whose header row is separated by `,`; help: use one separator throughout\n"
    );
    assert_eq!(
        sheet_of(b"a,b\n1,\"open\n2,3\n").1.render(80, false, false),
        "t.csv:2:3: error: a quote opens a cell and is never closed; help: close it before the next separator, or remove it; what follows has not been read\n"
    );
    assert_eq!(
        sheet_of(b"a,b\n\"x\"y,2\n").1.render(80, false, false),
        "t.csv:2:4: error: text after a closing quote; help: write a quote inside a quoted cell twice, or look for a quote missing before\n"
    );
    assert_eq!(
        sheet_of(b"a,b\n1, \"x\"\n").1.render(80, false, false),
        "t.csv:2:4: error: a quote after a space does not quote the cell; help: remove the space before it\n"
    );
    assert_eq!(
        sheet_of(b"kind,work,Kind \n").1.render(80, false, false),
        "t.csv:1:11: error: column `kind` occurs twice (first here: t.csv:1:1); help: remove or rename one of them\n"
    );
    assert_eq!(
        sheet_of(b"a,,b\n1,2,3\n").1.render(80, false, false),
        "t.csv:2:3: error: value `2` in a column without a name (no name here: t.csv:1:3); help: name the column in the header row, or remove its values\n"
    );
    assert_eq!(
        sheet_of(b"# only a note\n").1.render(80, false, false),
        "t.csv: error: there is no header row; help: the first row that is not blank and no `#` comment names the columns\n"
    );
    assert_eq!(
        sheet_of(b"\"a\nb\",c,c\n").1.render(80, false, false),
        "t.csv:2:6: error: column `c` occurs twice (first here: t.csv:2:4); help: remove or rename one of them\n"
    );
}
