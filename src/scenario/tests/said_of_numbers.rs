//! What readers of numbers and names say, one line a mistake.

use super::*;

#[test]
fn numbers() {
    assert_eq!(
        said("a\n-3.5", |c, m| c.number(&Allowed::above(0.0, "tickets/h"), m)),
        "t.csv:2:1: error: found -3.5 tickets/h in `a`; must be finite and > 0"
    );
    assert_eq!(
        said("a\nabc", |c, m| c.number(&Allowed::above(0.0, "minutes"), m)),
        "t.csv:2:1: error: found `abc` in `a`; must be a number in minutes, finite and > 0"
    );
    assert_eq!(
        said("a\nNaN", |c, m| c.number(&Allowed::above(0.0, "minutes"), m)),
        "t.csv:2:1: error: found `NaN` in `a`; must be a number in minutes, finite and > 0"
    );
    assert_eq!(
        said("a\n1e999", |c, m| c.number(&Allowed::above(0.0, "minutes"), m)),
        "t.csv:2:1: error: found `1e999` in `a`; must be a number in minutes, finite and > 0"
    );
    assert_eq!(
        said("a,b\n,1", |c, m| c.number(&Allowed::above(0.0, "minutes"), m)),
        "t.csv:2:1: error: nothing in `a`; must be a number in minutes, finite and > 0; help: fill in the cell"
    );
    assert_eq!(
        said("a\n20%", |c, m| c.number(&Allowed::share(), m)),
        "t.csv:2:1: error: found `20%` in `a`: a percentage; must be a share, 0 to 1; help: write 0.2"
    );
    assert_eq!(
        said("a\n20%", |c, m| c.number(&Allowed::between(0.0, 100.0, "percent"), m)),
        "t.csv:2:1: error: found `20%` in `a`: a percentage; must be a number in percent, 0 to 100; help: write 20"
    );
    assert_eq!(
        said("a\n20", |c, m| c.number(&Allowed::share(), m)),
        "t.csv:2:1: error: found 20 in `a`; must be 0 to 1; help: this is a share: for 20 % write 0.2"
    );
    assert_eq!(
        said("a\n\"$75,000\"", |c, m| c.number(&Allowed::at_least(0.0, "dollars a year"), m)),
        "t.csv:2:2: error: found `$75,000` in `a`: an amount with a currency; must be a number in dollars a year, finite and >= 0; help: write only the number, 75000, and set the column's format to plain numbers"
    );
    assert_eq!(
        said("a\n\"1,234\"", |c, m| c.number(&Allowed::above(0.0, "minutes"), m)),
        "t.csv:2:2: error: found `1,234` in `a`: a mark between thousands or a decimal comma; must be a number in minutes, finite and > 0; help: write 1234 or 1.234"
    );
    assert_eq!(
        said("a\n\"1,5\"", |c, m| c.number(&Allowed::above(0.0, "minutes"), m)),
        "t.csv:2:2: error: found `1,5` in `a`: a decimal comma in a file separated by `,`; must be a number in minutes, finite and > 0; help: write 1.5, or save the file with `;` between cells"
    );
    assert_eq!(
        said("a;b\n1.234,5", |c, m| c.number(&Allowed::above(0.0, "minutes"), m)),
        "t.csv:2:1: error: found `1.234,5` in `a`: a number with marks between thousands; must be a number in minutes, finite and > 0; help: write 1234,5, and set the column's format to plain numbers"
    );
    assert_eq!(
        said("a;b\n1,5\n2,5\n3.5", |c, m| c.number(&Allowed::above(0.0, "minutes"), m)),
        "t.csv:4:1: error: found `3.5` in `a`: a decimal point in a file that also uses a decimal comma (a decimal comma here: t.csv:2:1); help: write all numbers of a file in one way; set the columns to one number format and save again"
    );
    assert_eq!(
        said("a\n15 min", |c, m| c.number(&Allowed::above(0.0, "minutes"), m)),
        "t.csv:2:1: error: found `15 min` in `a`: a number followed by `min`; must be a number in minutes, finite and > 0; help: write only the number, in minutes"
    );
    assert_eq!(
        said("a\n1-Feb", |c, m| c.number(&Allowed::above(0.0, "minutes"), m)),
        "t.csv:2:1: error: found `1-Feb` in `a`: looks like a date; must be a number in minutes, finite and > 0; help: a spreadsheet makes this date of `2-1`, `1.2`, `2/1`: set the column's format to text and write it again"
    );
    assert_eq!(
        said("a\n1-2", |c, m| c.number(&Allowed::above(0.0, "minutes"), m)),
        "t.csv:2:1: error: found `1-2` in `a`: a range; must be a number in minutes, finite and > 0; help: write one number"
    );
    assert_eq!(
        said("a,b\n#REF!,1", |c, m| c.number(&Allowed::above(0.0, "minutes"), m)),
        "t.csv:2:1: error: found `#REF!` in `a`: the spreadsheet could not compute this cell, it refers to a cell that is gone; help: mend the formula in the spreadsheet and save again"
    );
    assert_eq!(
        said("a\n#DIV/0!", |c, m| c.number(&Allowed::above(0.0, "minutes"), m)),
        "t.csv:2:1: error: found `#DIV/0!` in `a`: the spreadsheet could not compute this cell, it divides by zero; help: mend the formula in the spreadsheet and save again"
    );
    assert_eq!(
        said("a,b\n####,1", |c, m| c.number(&Allowed::above(0.0, "minutes"), m)),
        "t.csv:2:1: error: found `####` in `a`: the spreadsheet's column was too narrow to show the value; help: widen the column in the spreadsheet and save again"
    );
    assert_eq!(
        said("a\n=B2*2", |c, m| c.number(&Allowed::above(0.0, "minutes"), m)),
        "t.csv:2:1: error: found `=B2*2` in `a`: a formula, not its result; help: save the results of formulas, not the formulas"
    );
    assert_eq!(
        said("a\n3.5", |c, m| c.whole(&Allowed::between(1.0, 500.0, "agents"), m)),
        "t.csv:2:1: error: found `3.5` in `a`; must be a whole number in agents, 1 to 500"
    );
    assert_eq!(
        said("a\n501", |c, m| c.whole(&Allowed::between(1.0, 500.0, "agents"), m)),
        "t.csv:2:1: error: found 501 agents in `a`; must be 1 to 500"
    );
    assert_eq!(
        said("a\n130%", |c, m| c.percent(&Allowed::between(0.0, 100.0, "percent").below(100.0), m)),
        "t.csv:2:1: error: found 130% in `a`; must be >= 0 and < 100"
    );
    assert_eq!(
        said("a\nmany", |c, m| c.percent(&Allowed::between(0.0, 100.0, "percent"), m)),
        "t.csv:2:1: error: found `many` in `a`; must be a percentage, 0 to 100"
    );
    assert_eq!(
        said("a\n7", |c, m| c.called("tickets_per_week").number(&Allowed::any("").at_most(5.0), m)),
        "t.csv:2:1: error: found 7 in `tickets_per_week`; must be finite and <= 5"
    );
}

#[test]
fn numbers_fine() {
    assert_eq!(said("a;b\n1,5", |c, m| c.number(&Allowed::above(0.0, "minutes"), m)), "1.5");
    assert_eq!(said("a\n1.5", |c, m| c.number(&Allowed::above(0.0, "minutes"), m)), "1.5");
    assert_eq!(said("a\n3.0", |c, m| c.whole(&Allowed::at_least(0.0, "agents"), m)), "3");
    assert_eq!(said("a\n30%", |c, m| c.percent(&Allowed::between(0.0, 100.0, "percent"), m)), "0.3");
    assert_eq!(said("a\n30", |c, m| c.percent(&Allowed::between(0.0, 100.0, "percent"), m)), "0.3");
    assert_eq!(said("a\nTRUE", |c, m| c.yes_no(m)), "true");
    assert_eq!(said("a\nNETWORK", |c, m| c.one_of(&["hardware", "network", "software"], "kind", m)), "1");
}

#[test]
fn names_and_choices() {
    assert_eq!(
        said("a\nNetwrok", |c, m| c.one_of(&["hardware", "network", "software"], "kind", m)),
        "t.csv:2:1: error: unknown kind `Netwrok`; help: did you mean `network`? known: `hardware`, `network`, `software`"
    );
    assert_eq!(
        said("a\nprinter", |c, m| c.one_of(&["hardware", "network", "software"], "category", m)),
        "t.csv:2:1: error: unknown category `printer`; help: known: `hardware`, `network`, `software`"
    );
    assert_eq!(
        said("a\nx", |c, m| c.one_of::<&str>(&[], "group", m)),
        "t.csv:2:1: error: unknown group `x`; help: there are no groups yet"
    );
    assert_eq!(
        said("a\n\"two\nlines\"", |c, m| c.name(m).map(String::from)),
        "t.csv:2:2: error: found `two\\nlines` in `a`; must be a name on one line; help: write it again in the cell, without a line break"
    );
    assert_eq!(
        said("a,b\n,1", |c, m| c.name(m).map(String::from)),
        "t.csv:2:1: error: nothing in `a`; must be a name; help: fill in the cell"
    );
    assert_eq!(
        said("a,b\n#N/A,1", |c, m| c.name(m).map(String::from)),
        "t.csv:2:1: error: found `#N/A` in `a`: the spreadsheet could not compute this cell, a look-up found nothing; help: mend the formula in the spreadsheet and save again"
    );
    assert_eq!(said("a\nmaybe", |c, m| c.yes_no(m)), "t.csv:2:1: error: found `maybe` in `a`; must be `yes` or `no`");
}
