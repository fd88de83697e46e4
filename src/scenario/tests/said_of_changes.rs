//! What a scenario's cells say, one line a mistake.

use super::*;

/// A change without the place of its cell.
fn shown(change: Option<Change<'_>>) -> Option<String> {
    change.map(|change| match change {
        Change::Set(cell) => format!("set {}", cell.text()),
        other => format!("{other:?}"),
    })
}

#[test]
fn changes() {
    assert_eq!(
        said("a\n20%", |c, m| shown(Change::parse(c, Target::Number, m))),
        "t.csv:2:1: error: found `20%` in `a`: a percentage does not say of what; help: write `x1.2`"
    );
    assert_eq!(
        said("a;b\n-20%", |c, m| shown(Change::parse(c, Target::Number, m))),
        "t.csv:2:1: error: found `-20%` in `a`: a percentage does not say of what; help: write `x0,8`"
    );
    assert_eq!(
        said("a\n120%", |c, m| shown(Change::parse(c, Target::Number, m))),
        "t.csv:2:1: error: found `120%` in `a`: a percentage does not say of what; help: write `x1.2`"
    );
    assert_eq!(
        said("a\n+5%", |c, m| shown(Change::parse(c, Target::Percent, m))),
        "t.csv:2:1: error: found `+5%` in `a`: a percentage does not say of what; help: to multiply by it write `x1.05`; to add percentage points write `+5`"
    );
    assert_eq!(
        said("a\nx20%", |c, m| shown(Change::parse(c, Target::Number, m))),
        "t.csv:2:1: error: found `x20%` in `a`: a percentage where a factor is due; help: write `x0.2` for that share of the value, `x1.2` for so much more"
    );
    assert_eq!(
        said("a\nx-1", |c, m| shown(Change::parse(c, Target::Number, m))),
        "t.csv:2:1: error: found `x-1` in `a`; a factor must be finite and >= 0"
    );
    assert_eq!(
        said("a\n\"x1,2\"", |c, m| shown(Change::parse(c, Target::Number, m))),
        "t.csv:2:2: error: found `x1,2` in `a`: a decimal comma in a file separated by `,`; help: write `x1.2`"
    );
    assert_eq!(
        said("a\nx1e999", |c, m| shown(Change::parse(c, Target::Number, m))),
        "t.csv:2:1: error: found `x1e999` in `a`; must be a factor such as `x1.2`, finite and >= 0"
    );
    assert_eq!(
        said("a\n*1.2", |c, m| shown(Change::parse(c, Target::Number, m))),
        "t.csv:2:1: error: found `*1.2` in `a`; must be a value, `x1.2`, `+1` or `-1`; help: to multiply write `x1.2`"
    );
    assert_eq!(
        said("a\n1.2x", |c, m| shown(Change::parse(c, Target::Number, m))),
        "t.csv:2:1: error: found `1.2x` in `a`; must be a value, `x1.2`, `+1` or `-1`; help: to multiply write `x1.2`"
    );
    assert_eq!(
        said("a\n+one", |c, m| shown(Change::parse(c, Target::Number, m))),
        "t.csv:2:1: error: found `+one` in `a`; must be a number to add or subtract, finite"
    );
    assert_eq!(
        said("a\nx2", |c, m| shown(Change::parse(c, Target::Text, m))),
        "t.csv:2:1: error: found `x2` in `a` multiplies what is not a number; help: write the new value"
    );
    assert_eq!(
        said("a,b\n#REF!,1", |c, m| shown(Change::parse(c, Target::Number, m))),
        "t.csv:2:1: error: found `#REF!` in `a`: the spreadsheet could not compute this cell, it refers to a cell that is gone; help: mend the formula in the spreadsheet and save again"
    );
    assert_eq!(
        said("a;b\nx1,2\nx1.2", |c, m| shown(Change::parse(c, Target::Number, m))),
        "t.csv:3:1: error: found `x1.2` in `a`: a decimal point in a file that also uses a decimal comma (a decimal comma here: t.csv:2:1); help: write all numbers of a file in one way; set the columns to one number format and save again"
    );
}

#[test]
fn changes_fine() {
    assert_eq!(said("a,b\n,1", |c, m| shown(Change::parse(c, Target::Number, m))), "\"Keep\"");
    assert_eq!(said("a\n7", |c, m| shown(Change::parse(c, Target::Number, m))), "\"set 7\"");
    assert_eq!(said("a\n30%", |c, m| shown(Change::parse(c, Target::Percent, m))), "\"set 30%\"");
    assert_eq!(said("a\nx1.2", |c, m| shown(Change::parse(c, Target::Number, m))), "\"Multiply(1.2)\"");
    assert_eq!(said("a;b\nx1,2", |c, m| shown(Change::parse(c, Target::Number, m))), "\"Multiply(1.2)\"");
    assert_eq!(said("a\n\u{d7}0", |c, m| shown(Change::parse(c, Target::Number, m))), "\"Multiply(0.0)\"");
    assert_eq!(said("a\n+1", |c, m| shown(Change::parse(c, Target::Number, m))), "\"Add(1.0)\"");
    assert_eq!(said("a\n-1", |c, m| shown(Change::parse(c, Target::Number, m))), "\"Add(-1.0)\"");
    assert_eq!(said("a\nx64 team", |c, m| shown(Change::parse(c, Target::Text, m))), "\"set x64 team\"");
    assert_eq!(
        said("a\nMon-Fri 08:00-17:00", |c, m| shown(Change::parse(c, Target::Text, m))),
        "\"set Mon-Fri 08:00-17:00\""
    );
    assert_eq!(said("a\n-1", |c, m| shown(Change::parse(c, Target::Text, m))), "\"set -1\"");
}
