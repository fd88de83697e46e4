//! Mistakes as shown at a terminal, and how many.

use super::*;

fn tickets() -> Mistakes {
    let text = "channel,kind,priority,per_hour\n\
        request,network,P2,3.5\n\
        request,Netwrok,P2,-3.5\n";
    let mut mistakes = Mistakes::new();
    let source = Source::from_bytes("desks/campus/tickets.csv", text.as_bytes(), &mut mistakes);
    let sheet = source.and_then(|s| Sheet::parse(s, &mut mistakes)).unwrap();
    let mut unique = Unique::new();
    for row in sheet.rows() {
        let m = &mut mistakes;
        row.cell("per_hour").unwrap().number(&Allowed::above(0.0, "tickets/h"), m);
        row.cell("kind").unwrap().one_of(&["hardware", "network", "software"], "kind", m);
        let cell = row.cell("priority").unwrap();
        unique.check(&[cell.text().to_string()], &[("priority", cell)], m);
    }
    mistakes
}

#[test]
fn at_a_terminal_with_the_line() {
    insta::assert_snapshot!(tickets().render(100, false, true), @r"
    error: unknown kind `Netwrok`
     --> desks/campus/tickets.csv:3:9
      |
    3 | request,Netwrok,P2,-3.5
      |         ^^^^^^^ not one of the kinds
      |
      = help: did you mean `network`? known: `hardware`, `network`, `software`

    error: priority `P2` is already on line 2
     --> desks/campus/tickets.csv:3:17
      |
    3 | request,Netwrok,P2,-3.5
      |                 ^^ again here
      |
     ::: desks/campus/tickets.csv:2:17
      |
    2 | request,network,P2,3.5
      |                 -- first here
      |
      = help: keep one of the two rows

    error: found -3.5 tickets/h in `per_hour`; must be finite and > 0
     --> desks/campus/tickets.csv:3:20
      |
    3 | request,Netwrok,P2,-3.5
      |                    ^^^^ out of range
    ");
}

#[test]
fn elsewhere_one_line_each() {
    insta::assert_snapshot!(tickets().render(100, false, false), @r"
    desks/campus/tickets.csv:3:9: error: unknown kind `Netwrok`; help: did you mean `network`? known: `hardware`, `network`, `software`
    desks/campus/tickets.csv:3:17: error: priority `P2` is already on line 2 (first here: desks/campus/tickets.csv:2:17); help: keep one of the two rows
    desks/campus/tickets.csv:3:20: error: found -3.5 tickets/h in `per_hour`; must be finite and > 0
    ");
}

#[test]
fn colour_only_where_asked() {
    let strip = |text: String| -> String {
        let mut pieces = text.split('\u{1b}');
        let first = pieces.next().unwrap_or_default().to_string();
        pieces.fold(first, |out, p| out + p.split_once('m').map_or("", |(_, rest)| rest))
    };
    let coloured = tickets().render(100, true, true);
    assert!(coloured.contains("\u{1b}["));
    assert_eq!(strip(coloured), tickets().render(100, false, true));
    assert!(!tickets().render(100, true, false).contains('\u{1b}'));
}

#[test]
fn twenty_are_shown_then_how_many_more() {
    let mut mistakes = Mistakes::new();
    for n in 0..27 {
        mistakes.push(Mistake::new(Place::file(format!("{n:02}.csv")), "wrong"));
        mistakes.push(Mistake::new(Place::file(format!("{n:02}.csv")), "wrong"));
    }
    assert_eq!(mistakes.len(), 27);
    let text = mistakes.render(80, false, false);
    assert_eq!(text.lines().count(), 21);
    assert!(text.starts_with("00.csv: error: wrong\n") && text.ends_with("19.csv: error: wrong\n... and 7 more\n"));
    assert!(mistakes.render(80, false, true).ends_with("\n\n... and 7 more\n"));
}

#[test]
fn long_lines_are_cut_and_longer_ones_left_out() {
    for length in [300, 3000] {
        let text = format!("a,b\n{},x\n", "y".repeat(length));
        let (sheet, mut mistakes) = sheet_of(text.as_bytes());
        let sheet = sheet.unwrap();
        sheet.rows().next().unwrap().cell("b").unwrap().yes_no(&mut mistakes);
        let shown = mistakes.render(80, false, true);
        assert!(shown.contains(&format!("t.csv:2:{}", length + 2)), "{shown}");
        assert!(shown.lines().all(|line| line.chars().count() < 100), "{shown}");
    }
}
