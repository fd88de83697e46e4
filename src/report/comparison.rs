//! The report of a comparison: the arithmetic, the baseline, each choice, the answer in one sentence.

use super::Provenance;
use super::number::{figure, plain, thousands, value};
use super::study::{backlog, busiest, cautions, clock_words, head, short};
use super::table::{table, wrap};
use crate::experiment::compare::{Contender, Contest, Meets, contests};
use crate::experiment::{Study, headline_clock};
use crate::metric::{By, Figure, Selection, Unit};
use crate::scenario::Goal;
use crate::stats::Estimate;

/// The report of a comparison.
pub fn comparison(study: &Study, provenance: &Provenance) -> String {
    let mut text = head(study, provenance);
    let contests = contests(study);
    for contest in &contests {
        text.push('\n');
        text += &contest_table(study, contest);
    }
    text.push('\n');
    text += &wrap(&(answer(study, &contests) + &gone(&contests)), "");
    for contest in &contests {
        for contender in &contest.contenders {
            let studied = contender.studied;
            let model = &studied.scenario.model;
            for message in [studied.load.overload(model), studied.load.warning(model)].into_iter().flatten() {
                text += &wrap(&format!("{} ({}): {message}", studied.scenario.name, contest.when), "  ");
            }
        }
    }
    text += &cautions(study);
    text.push('\n');
    for contest in &contests {
        text += &differences(study, contest);
        text.push('\n');
    }
    text += &wrap(&method(study), "  ");
    text +=
        &wrap(&format!("desksim {}, inputs {}, seed {}", provenance.version, provenance.inputs, provenance.seed), "  ");
    text
}

fn contest_table(study: &Study, contest: &Contest) -> String {
    let Some(first) = contest.contenders.first() else { return String::new() };
    let model = &first.studied.scenario.model;
    let clock = Some(headline_clock(model));
    let roles: Vec<Selection> = Selection::parts(By::Role, model).into_iter().take(2).collect();
    let mut header = vec![
        contest.when.to_string(),
        "salaries/yr".into(),
        "".into(),
        "mean".into(),
        "p90".into(),
        "in target".into(),
    ];
    let gives_up = contest.contenders.iter().any(|c| gave_up(c) > 0.0);
    if gives_up {
        header.push("gave up".into());
    }
    header.extend(roles.iter().map(|r| short(&r.name(model))));
    header.extend(["busiest".to_string(), "backlog".to_string()]);
    let mut rows = Vec::new();
    for contender in &contest.contenders {
        let studied = contender.studied;
        let get = |name: &str, part: Selection| studied.figure(name, part, clock);
        let time = |name: &str| {
            if studied.has_mean() { figure(get(name, Selection::All), Unit::Hours) } else { "grows".to_string() }
        };
        let mut row = vec![
            studied.scenario.name.clone(),
            format!("{}{}", study.desk.currency, thousands(contender.cost)),
            if contender.may_be_best { "best".into() } else { String::new() },
            time("resolution_mean"),
            time("resolution_p90"),
            plain(get("in_target", Selection::All), Unit::Share),
        ];
        if gives_up {
            row.push(plain(get("abandoned", Selection::All), Unit::Share));
        }
        row.extend(roles.iter().map(|r| plain(get("utilisation", *r), Unit::Share)));
        row.extend([busiest(studied), backlog(studied)]);
        rows.push(row);
    }
    let clock = clock_words(headline_clock(model));
    format!("Resolution time in {clock}; utilisation by role\n{}", table(&header, &rows))
}

/// Of all visits to a queue, those that end with the user giving up.
pub(super) fn gave_up(c: &Contender) -> f64 {
    c.studied.figure("abandoned", Selection::All, None).known().map_or(0.0, |e| e.value)
}

/// Who gave up is in no resolution time: said where that may decide between scenarios.
pub(super) fn gone(contests: &[Contest]) -> String {
    let shares = contests.iter().flat_map(|c| &c.contenders).map(gave_up);
    let (least, most) = shares.fold((f64::INFINITY, 0.0), |(l, m): (f64, f64), s| (l.min(s), m.max(s)));
    if most - least < 0.005 {
        return String::new();
    }
    let share = |s: f64| value(s, None, Unit::Share);
    format!(
        " Times are of tickets that are resolved: users who give up ({} to {} of visits to a queue) are in none of them.",
        share(least),
        share(most)
    )
}

fn differences(study: &Study, contest: &Contest) -> String {
    let Some(first) = contest.contenders.first() else { return String::new() };
    let header = [
        format!("{} - against {}", contest.when, first.studied.scenario.name),
        "mean, h".into(),
        "p90, h".into(),
        "cost/yr".into(),
        format!("h/{}1,000", study.desk.currency),
        "targets".into(),
        "".into(),
    ];
    let difference = |d: Option<Estimate>| d.map_or("-".to_string(), signed);
    let row = |c: &Contender| {
        let extra = c.cost - first.cost;
        vec![
            c.studied.scenario.name.clone(),
            difference(c.mean_difference),
            difference(c.p90_difference),
            format!("{}{}", if extra > 0.0 { "+" } else { "" }, thousands(extra)),
            c.saved_per_thousand.map_or("-".to_string(), thousands),
            match c.meets {
                Meets::Yes => "met",
                Meets::No => "missed",
                Meets::Unclear => "unclear",
                Meets::NoTargets => "none",
            }
            .to_string(),
            if c.undominated { "undominated".to_string() } else { String::new() },
        ]
    };
    let rows: Vec<Vec<String>> = contest.contenders.iter().skip(1).map(row).collect();
    if rows.is_empty() { String::new() } else { table(&header, &rows) }
}

pub(super) fn signed(e: Estimate) -> String {
    let text = value(e.value, e.half_width(), Unit::Hours);
    if e.value > 0.0 { format!("+{text}") } else { text }
}

pub(super) fn method(study: &Study) -> String {
    let goal = match study.desk.goal {
        Goal::CheapestInTarget => "`best`: the cheapest that meets every target, or may be",
        Goal::Fastest => "`best`: shortest mean resolution time, or not distinguishable from it",
        Goal::FastestWithinBudget(_) => {
            "`best`: shortest mean resolution time within the budget, or not distinguishable from it"
        }
    };
    format!(
        "{goal} (goal {}). h/{}1,000: ticket-hours saved a year for each 1,000 of additional cost. All scenarios had the same tickets; within a circumstance the differences of a column share one error of {:.0} %. \
         Undominated: none that costs as little is faster.",
        match study.desk.goal {
            Goal::CheapestInTarget => Goal::NAMES[0],
            Goal::Fastest => Goal::NAMES[1],
            Goal::FastestWithinBudget(_) => Goal::NAMES[2],
        },
        study.desk.currency,
        (1.0 - study.desk.run.confidence) * 100.0
    )
}

/// The answer, which never says more than the numbers carry.
pub(super) fn answer(study: &Study, contests: &[Contest]) -> String {
    let Some(first) = contests.first() else { return String::new() };
    let names = |contest: &Contest| -> Vec<String> {
        let best = contest.contenders.iter().filter(|c| c.may_be_best);
        best.map(|c| c.studied.scenario.name.clone()).collect()
    };
    if let [(only, when)] =
        contests.iter().flat_map(|c| c.contenders.iter().map(|o| (o, c.when))).collect::<Vec<_>>()[..]
    {
        return alone(only, when);
    }
    let mut text = one_answer(study, first);
    if contests.len() > 1 {
        let (same, other): (Vec<&Contest>, Vec<&Contest>) =
            contests.iter().skip(1).partition(|c| names(c) == names(first));
        if other.is_empty() {
            let whens: Vec<&str> = same.iter().map(|c| c.when).collect();
            text += &format!(" The same choice in: {}.", whens.join(", "));
        }
        // Circumstances with one answer share it.
        let mut answers: Vec<(String, Vec<&str>)> = Vec::new();
        for contest in other {
            let answer = one_answer(study, contest);
            match answers.iter_mut().find(|(said, _)| *said == answer) {
                Some((_, whens)) => whens.push(contest.when),
                None => answers.push((answer, vec![contest.when])),
            }
        }
        for (i, (answer, whens)) in answers.iter().enumerate() {
            text += &format!(" {} {}: {answer}", if i == 0 { "But in" } else { "In" }, whens.join(", "));
        }
    }
    text
}

/// What there is to say of a single scenario.
fn alone(only: &Contender, when: &str) -> String {
    let Contender { studied, meets, .. } = only;
    let model = &studied.scenario.model;
    let name = &studied.scenario.name;
    if !studied.has_mean() {
        return format!("No: {name} ({when}) cannot carry the work; the backlog grows.");
    }
    let targets = match meets {
        Meets::Yes => "every target is met",
        Meets::No => "a target is missed",
        Meets::Unclear => "whether every target is met these replications do not tell",
        Meets::NoTargets => "no targets are set",
    };
    let clock = headline_clock(model);
    let time = figure(studied.figure("resolution_mean", Selection::All, Some(clock)), Unit::Hours);
    let backlog = match backlog(studied).as_str() {
        "steady" => "; the backlog is steady",
        _ => "",
    };
    format!("{name} ({when}): {targets}{backlog}; a ticket is resolved in {time} {} on average.", clock_words(clock))
}

/// Names of contenders; more than a line or two of them helps nobody.
fn some(contenders: &[&Contender]) -> String {
    const MOST: usize = 8;
    let names: Vec<&str> = contenders.iter().take(MOST).map(|c| c.studied.scenario.name.as_str()).collect();
    let more = contenders.len().saturating_sub(MOST);
    if more > 0 { format!("{} and {more} more", names.join(", ")) } else { names.join(", ") }
}

fn one_answer(study: &Study, contest: &Contest) -> String {
    let Some(baseline) = contest.contenders.first() else { return String::new() };
    let base = &baseline.studied.scenario.name;
    let chosen: Vec<&Contender> = contest.contenders.iter().filter(|c| c.may_be_best).collect();
    let what = match study.desk.goal {
        Goal::CheapestInTarget if baseline.meets == Meets::NoTargets => "the cheapest (no targets are set)",
        Goal::CheapestInTarget => "the cheapest that meets every target",
        Goal::Fastest => "the fastest",
        Goal::FastestWithinBudget(_) => "the fastest within the budget",
    };
    let sure = |c: &&Contender| c.meets != Meets::Unclear;
    match chosen.as_slice() {
        [] => match study.desk.goal {
            Goal::CheapestInTarget => "No scenario is known to meet every target.".to_string(),
            Goal::Fastest => "No scenario can carry the work: the backlog grows in all of them.".to_string(),
            Goal::FastestWithinBudget(_) => "No scenario within the budget can carry the work.".to_string(),
        },
        [_] if contest.contenders.len() == 1 => format!("{base} is the only scenario here."),
        [one] if contest.budget.is_some_and(|b| contest.contenders.iter().filter(|c| c.cost <= b).count() == 1) => {
            format!("{} is the only one within the budget.", one.studied.scenario.name)
        }
        may if study.desk.goal == Goal::CheapestInTarget && !may.iter().any(sure) => {
            format!("No scenario is known to meet every target; {} may.", some(may))
        }
        [one] if one.studied.scenario.name == *base => format!("{base} is {what}."),
        [one] => format!("{} is {what}: {}.", one.studied.scenario.name, against(one, baseline)),
        many if study.desk.goal == Goal::CheapestInTarget && many.iter().all(sure) => {
            format!("{what}, at the same cost: {}.", some(many)).replacen("the", "The", 1)
        }
        many => {
            let fastest = many.iter().min_by(|a, b| mean(a).total_cmp(&mean(b))).copied();
            let gain = fastest
                .filter(|c| c.studied.scenario.name != *base)
                .map_or(String::new(), |c| format!(" {}: {}.", c.studied.scenario.name, against(c, baseline)));
            format!("Not told apart as {what} by these replications: {}.{gain}", some(many))
        }
    }
}

fn mean(c: &Contender) -> f64 {
    let clock = Some(headline_clock(&c.studied.scenario.model));
    c.studied.figure("resolution_mean", Selection::All, clock).known().map_or(f64::INFINITY, |e| e.value)
}

/// What a scenario gains against the baseline, in words.
fn against(c: &Contender, baseline: &Contender) -> String {
    let base = &baseline.studied.scenario.name;
    let clock = clock_words(headline_clock(&c.studied.scenario.model));
    match c.mean_difference {
        Some(mean) => format!("against {base} {}", gain(mean, c.p90_difference, clock)),
        None if !baseline.studied.has_mean() => format!("{base} cannot carry the work"),
        None => "tickets were still open at the end, so there is no difference to give".to_string(),
    }
}

/// Differences of mean and p90, as far as they are sure.
fn gain(mean: Estimate, p90: Option<Estimate>, clock: &str) -> String {
    let words = |d: Estimate, unit: &str, which: &str| {
        let text = |v: f64| value(v.abs(), None, Unit::Hours);
        let way = if d.value > 0.0 { "later" } else { "sooner" };
        match d.bounds {
            None => format!("{}{unit} {way} {which} (no interval)", text(d.value)),
            Some((low, high)) if high < 0.0 => {
                format!("{}{unit} {way} {which} ({} to {})", text(d.value), text(high), text(low))
            }
            Some((low, high)) if low > 0.0 => {
                format!("{}{unit} {way} {which} ({} to {})", text(d.value), text(low), text(high))
            }
            Some(_) => format!("not distinguishable {which}"),
        }
    };
    let unit = format!(" {clock}");
    let open = |d: Estimate| d.bounds.is_some_and(|(low, high)| low <= 0.0 && high >= 0.0);
    match p90 {
        Some(p90) if open(mean) && open(p90) => "no difference is distinguishable".to_string(),
        Some(p90) if open(mean) => format!("{}, {}", words(mean, "", "on average"), words(p90, &unit, "at p90")),
        Some(p90) => format!("{}, {}", words(mean, &unit, "on average"), words(p90, "", "at p90")),
        None => words(mean, &unit, "on average"),
    }
}

/// A swept grid: rows and columns of two swept cells, read like a heat map; a list for any other number.
pub fn grid(study: &Study, provenance: &Provenance) -> String {
    let mut text = head(study, provenance);
    text.push('\n');
    let contests = contests(study);
    let Some(contest) = contests.first() else { return text };
    match study.desk.axes.as_slice() {
        [(rows, row_values), (columns, column_values)] => {
            let header: Vec<String> =
                std::iter::once(format!("{rows} \\ {columns}")).chain(column_values.iter().cloned()).collect();
            let line = |(r, name): (usize, &String)| -> Vec<String> {
                let of = contest.contenders.iter().skip(r * column_values.len()).take(column_values.len());
                std::iter::once(name.clone()).chain(of.map(cell)).collect()
            };
            let lines: Vec<Vec<String>> = row_values.iter().enumerate().map(line).collect();
            let clock =
                contest.contenders.first().map_or("", |c| clock_words(headline_clock(&c.studied.scenario.model)));
            text += &wrap(
                &format!(
                    "Mean resolution time ({clock}); + meets every target, - misses one, ? unclear, grows: the team cannot \
                     carry the work, ≥ at least: tickets were still open"
                ),
                "  ",
            );
            text += &table(&header, &lines);
        }
        _ => {
            let lines: Vec<Vec<String>> = contest
                .contenders
                .iter()
                .map(|c| {
                    vec![
                        c.studied.scenario.name.clone(),
                        format!("{}{}", study.desk.currency, thousands(c.cost)),
                        cell(c),
                    ]
                })
                .collect();
            let header = ["", "salaries/yr", "mean, target"].map(String::from);
            text += &table(&header, &lines);
        }
    }
    text.push('\n');
    text += &wrap(&cheapest(study, contest), "");
    text +=
        &wrap(&format!("desksim {}, inputs {}, seed {}", provenance.version, provenance.inputs, provenance.seed), "  ");
    text
}

fn cell(c: &Contender) -> String {
    let clock = Some(headline_clock(&c.studied.scenario.model));
    if !c.studied.has_mean() {
        return "grows".to_string();
    }
    let mark = match c.meets {
        Meets::Yes => " +",
        Meets::No => " -",
        Meets::Unclear => " ?",
        Meets::NoTargets => "",
    };
    match c.studied.figure("resolution_mean", Selection::All, clock) {
        Figure::Known(e) => format!("{}{mark}", super::number::short(e.value)),
        Figure::AtLeast(v) => format!("≥ {}{mark}", super::number::short(v)),
        other => figure(other, Unit::Hours),
    }
}

/// What a grid answers: the cheapest in target where cells differ in cost, else what is left to choose by.
pub(super) fn cheapest(study: &Study, contest: &Contest) -> String {
    let cells: Vec<&Contender> = contest.contenders.iter().collect();
    let with = |meets: Meets| -> Vec<&Contender> { cells.iter().copied().filter(|c| c.meets == meets).collect() };
    let (met, targets) = (with(Meets::Yes), with(Meets::NoTargets).len() < cells.len());
    let same = |a: f64, b: f64| (a - b).abs() <= 1e-9 * b.abs();
    if cells.iter().all(|c| same(c.cost, cells[0].cost)) {
        let in_target = match met.len() {
            _ if !targets => String::new(),
            0 => " None is known to meet every target.".to_string(),
            n if n == cells.len() => " All meet every target.".to_string(),
            _ => format!(" Known to meet every target: {}.", some(&met)),
        };
        // At one cost, undominated means that none is surely faster.
        let fastest: Vec<&Contender> = cells.iter().copied().filter(|c| c.undominated).collect();
        let fastest = match fastest.as_slice() {
            [] => " None can carry the work.".to_string(),
            [one] => format!(" The fastest: {}.", one.studied.scenario.name),
            all if all.len() == cells.len() => " None is distinguishably faster than another.".to_string(),
            many => format!(" The fastest, not told apart by these replications: {}.", some(many)),
        };
        return format!("All cells cost the same.{in_target}{fastest}");
    }
    if !targets {
        let undominated: Vec<&Contender> = cells.iter().copied().filter(|c| c.undominated).collect();
        return format!("No targets are set. None as cheap is surely faster than: {}.", some(&undominated));
    }
    let Some(least) = met.iter().map(|c| c.cost).min_by(f64::total_cmp) else {
        return "No cell is known to meet every target.".to_string();
    };
    let best: Vec<&Contender> = met.iter().copied().filter(|c| same(c.cost, least)).collect();
    let unclear = with(Meets::Unclear).iter().filter(|c| c.cost < least && !same(c.cost, least)).count();
    let more = match unclear {
        0 => String::new(),
        1 => " 1 cheaper cell is unclear: more replications would tell.".to_string(),
        n => format!(" {n} cheaper cells are unclear: more replications would tell."),
    };
    let meet = if best.len() == 1 { "meets" } else { "meet" };
    format!(
        "The cheapest that {meet} every target: {} at {}{} a year.{more}",
        some(&best),
        study.desk.currency,
        thousands(least)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gain_says_no_more_than_its_intervals() {
        let (sooner, later) = (Estimate::symmetric(-1.3, 0.1, 20), Estimate::symmetric(4.0, 0.5, 20));
        let (unsure, alone) = (Estimate::symmetric(-1.3, 2.0, 20), Estimate::without_bounds(-1.3, 1));
        let said = |mean, p90| gain(mean, p90, "business hours");
        let both = "1.3 business hours sooner on average (1.2 to 1.4), 4.0 later at p90 (3.5 to 4.5)";
        assert_eq!(said(sooner, Some(later)), both);
        assert_eq!(said(sooner, Some(unsure)).split(", ").last(), Some("not distinguishable at p90"));
        let p90 = "not distinguishable on average, 1.3 business hours sooner at p90 (1.2 to 1.4)";
        assert_eq!(said(unsure, Some(sooner)), p90);
        assert_eq!(said(unsure, Some(unsure)), "no difference is distinguishable");
        assert_eq!(said(unsure, None), "not distinguishable on average");
        assert_eq!(said(alone, None), "1.3 business hours sooner on average (no interval)");
    }
}
