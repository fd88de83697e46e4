//! Kinds of tickets: rows of `tickets.csv`, else the default catalogue; demand and its course over the week.

use super::super::{Cell, Mistake, listed, quoted};
use super::lifecycle;
use super::presets::{self, DefaultKind};
use super::priorities::Mixes;
use super::tables::Tables;
use super::{profiles, settings};
use crate::model::{Arrivals, Batch, Bursts, Category, Kind, Law, LawMistake, Profile, Stream};
use crate::units::Span;
use std::collections::BTreeMap;

/// A kind with what the scope table needs to know of it.
pub(super) struct Described {
    pub kind: Kind,
    /// Its entry in the default catalogue, if it has that name or category.
    pub default: Option<&'static DefaultKind>,
}

/// All kinds of the desk. `recorded` says that recorded tickets replace the generated ones.
pub(super) fn kinds(t: &mut Tables, priorities: usize, recorded: bool) -> Vec<Described> {
    let rows = t.index.keys("tickets").to_vec();
    let own = t.sheets.contains_key("tickets");
    if own && rows.is_empty() {
        let place = t.sheets["tickets"].as_place();
        t.mistakes.push(Mistake::new(place, "there are no kinds in this table").help("add a row, or remove the file"));
    }
    if !own && t.neutral {
        let help = "with preset `none` a desk names its kinds: add a `tickets.csv`";
        settings::wrong(t, "preset", "the desk has no kinds of tickets".into(), help);
    }
    if !own && !t.neutral {
        t.note("tickets", "share_percent");
    }
    let names: Vec<String> = if own || t.neutral {
        rows.iter().filter_map(|k| t.index.row("tickets", k)?.given("kind").map(|c| c.text().to_string())).collect()
    } else {
        presets::KINDS.iter().map(|k| k.name.to_string()).collect()
    };
    let profiles = profiles::profiles(t);
    let mut mixes = Mixes::new(t, priorities);
    let shares = shares(t, &names);
    let volume = settings::volume(t);
    if volume.is_some() && !recorded {
        volume_counts(t, &names);
    }
    let mut described = Vec::new();
    for (name, share) in names.iter().zip(&shares) {
        let base = volume.zip(*share).map(|(v, s)| v * s);
        described.push(kind(t, name, base, &mut mixes, &profiles, recorded));
    }
    mixes.matrix_counts(t);
    let lacking = described.iter().any(|d| d.is_none());
    // A volume that is there but wrong is a mistake of its own.
    let wrong = ["tickets_per_week", "users"].iter().any(|s| t.written("desk", "", s).is_some());
    if lacking && !recorded && !wrong {
        let help = "add a row `tickets_per_week,600` (your own number: it is never guessed) or `users,...` to desk.csv, or \
                    fill `per_week` for every kind in tickets.csv";
        settings::wrong(t, "tickets_per_week", "the volume of tickets is not given".into(), help);
    }
    described.into_iter().flatten().collect()
}

/// A volume of the desk that no kind has a share of would be given in vain.
fn volume_counts(t: &mut Tables, names: &[String]) {
    let own = |name: &String| t.written("tickets", &name.to_lowercase(), "per_week").is_some();
    if names.is_empty() || !names.iter().all(own) {
        return;
    }
    for setting in ["tickets_per_week", "users"] {
        if let Some(cell) = t.changed("desk", "", setting).or_else(|| t.written("desk", "", setting)) {
            let message = format!("`{setting}` has no effect: every kind has its own `per_week` in tickets.csv");
            let help = "keep one of them, or change `tickets.*.per_week`";
            t.mistakes.push(cell.mistake(message).help(help));
        }
    }
}

/// Each kind's share of the volume that is given for the whole desk.
fn shares(t: &mut Tables, names: &[String]) -> Vec<Option<f64>> {
    let given: Vec<Option<f64>> =
        names.iter().map(|n| t.number_given("tickets", &n.to_lowercase(), "share_percent", None)).collect();
    let default = |n: &String| presets::KINDS.iter().find(|k| k.name.eq_ignore_ascii_case(n)).map(|k| k.share);
    let percent: Vec<Option<f64>> = if given.iter().any(Option::is_some) {
        given
    } else if names.len() == 1 {
        vec![Some(100.0)]
    } else {
        names.iter().map(default).collect()
    };
    let own: Vec<bool> = names.iter().map(|n| t.written("tickets", &n.to_lowercase(), "per_week").is_some()).collect();
    let sum: f64 = percent.iter().zip(&own).filter(|(_, own)| !**own).filter_map(|(p, _)| *p).sum();
    let written = names.iter().any(|n| t.written("tickets", &n.to_lowercase(), "share_percent").is_some());
    if written && (sum - 100.0).abs() > 0.05 && own.iter().all(|o| !o) {
        let place = t.sheets["tickets"].as_place();
        let message = format!("the shares of the kinds add up to {sum} %; must be 100");
        t.mistakes.push(Mistake::new(place, message).help("change `share_percent` so that they add up to 100"));
    }
    percent.into_iter().map(|p| p.map(|p| p / sum.max(f64::MIN_POSITIVE))).collect()
}

fn kind<'s>(
    t: &mut Tables<'_, 's>,
    name: &str,
    base: Option<f64>,
    mixes: &mut Mixes<'s>,
    profiles: &BTreeMap<String, Profile>,
    recorded: bool,
) -> Option<Described> {
    let key = name.to_lowercase();
    let default = presets::KINDS
        .iter()
        .find(|k| k.name == key)
        .or_else(|| presets::KINDS.iter().find(|k| k.category.name() == key))
        .filter(|_| !t.neutral);
    let category = category(t, name, &key);
    let per_week = t.number_given("tickets", &key, "per_week", base);
    let course = lifecycle::course(t, &key);
    let per_week = match course.population {
        Some(_) => Some(0.0),
        None if recorded => per_week.or(Some(0.0)),
        None => per_week,
    };
    let zero = |value: f64| if t.neutral { 0.0 } else { value };
    let (hands, systemic) = (zero(default.map_or(5.0, |d| d.hands)), zero(default.map_or(3.0, |d| d.systemic)));
    let (pending, blocking) = (zero(33.0), zero(22.0));
    let priority_mix = mixes.of(t, &key);
    let hands = t.number("tickets", &key, "hands_percent", hands) / 100.0;
    let systemic = t.number("tickets", &key, "systemic_percent", systemic) / 100.0;
    let pending = t.number("tickets", &key, "pending_percent", pending) / 100.0;
    let pending_law = pending_law(t, &key, pending);
    let blocking = t.number("tickets", &key, "blocking_percent", blocking) / 100.0;
    let affected_users = t.number("tickets", &key, "affected_users", 1.0);
    let patience = optional_law(t, &key, ["patience_mean_minutes", "patience_law", "patience_cv"], 60.0);
    let wrap_up = optional_law(t, &key, ["wrap_up_mean_minutes", "wrap_up_law", "wrap_up_cv"], 60.0);
    let arrivals = arrivals(t, &key);
    let stream = Stream {
        batch: batch(t, &key),
        bursts: bursts(t, &key, &arrivals),
        deflected: t.number("tickets", &key, "deflected_percent", 0.0) / 100.0,
        ..Stream::new(per_week.unwrap_or(0.0), arrivals, profiles::profile(t, &key, profiles))
    };
    let kind = Kind {
        name: name.to_string(),
        category,
        stream,
        priority_mix,
        hands,
        systemic,
        pending,
        pending_law,
        blocking,
        affected_users,
        patience,
        wrap_up,
        course,
    };
    per_week.map(|_| Described { kind, default })
}

fn category(t: &mut Tables, name: &str, key: &str) -> Category {
    let words = Category::ALL.map(Category::name);
    if let Some(cell) = t.text("tickets", key, "category") {
        return cell.one_of(&words, "category", t.mistakes).map_or(Category::Software, |c| Category::ALL[c]);
    }
    let first = key.split('/').next().unwrap_or_default().trim();
    if let Some(category) = Category::ALL.into_iter().find(|c| c.name() == first) {
        return category;
    }
    if let Some(cell) = t.written("tickets", key, "kind") {
        let message = format!("{} does not start with a category", quoted(name));
        let help = match super::super::nearest(first, &words) {
            Some(near) => format!("did you mean {}?", quoted(&key.replacen(first, near, 1))),
            None => format!("write `category/sub-kind` with one of {}, or add a column `category`", listed(&words)),
        };
        t.mistakes.push(cell.mistake(message).label("no category").help(help));
    }
    Category::Software
}

/// The law of something that there is only if a mean is given, or a law that says its own; exponential unless said.
pub(super) fn optional_law(t: &mut Tables, key: &str, columns: [&'static str; 3], unit: f64) -> Option<Law> {
    optional_law_of(t, "tickets", key, columns, unit)
}

/// The same of a row of any table.
pub(super) fn optional_law_of(
    t: &mut Tables,
    table: &'static str,
    key: &str,
    [mean, shape, cv]: [&'static str; 3],
    unit: f64,
) -> Option<Law> {
    let mean = t.number_given(table, key, mean, None);
    let cv_cell = t.text(table, key, cv);
    let cv = t.number_given(table, key, cv, None);
    match t.text(table, key, shape) {
        Some(cell) => law(t, cell, mean, (cv, cv_cell), unit),
        None => match (mean, cv) {
            (Some(0.0), _) | (None, _) => None,
            (Some(mean), None) => Law::parse("exponential", Some(mean), None, unit).ok(),
            (Some(mean), Some(cv)) => Law::parse("lognormal", Some(mean), Some(cv), unit).ok(),
        },
    }
}

/// Lognormal wait for the user, by median and coefficient of variation: mean = median x sqrt(1 + cv^2).
fn pending_law(t: &mut Tables, key: &str, pending: f64) -> Law {
    let none = Law { shape: crate::model::Shape::Fixed, mean: 0.0 };
    if pending == 0.0 {
        t.number_given("tickets", key, "pending_median_hours", None);
        t.number_given("tickets", key, "pending_cv", None);
        return none;
    }
    let median = t.number("tickets", key, "pending_median_hours", 8.0);
    let cv = t.number("tickets", key, "pending_cv", 1.5);
    let mean = median * (1.0 + cv * cv).sqrt();
    Law::parse("lognormal", Some(mean), Some(cv.max(crate::model::law::CV_MIN)), 3600.0).unwrap_or(none)
}

fn arrivals(t: &mut Tables, key: &str) -> Arrivals {
    let Some(cell) = t.text("tickets", key, "arrivals") else {
        t.number_given("tickets", key, "arrivals_cv", None);
        return Arrivals::Poisson;
    };
    let cv = (t.number_given("tickets", key, "arrivals_cv", None), t.origin("tickets", key, "arrivals_cv"));
    if cell.text().eq_ignore_ascii_case("poisson") {
        return Arrivals::Poisson;
    }
    // Only the shape counts: a law that does not say its mean gets any.
    let explicit = cell.text().contains(char::is_whitespace);
    law(t, cell, (!explicit).then_some(1.0), cv, 60.0).map_or(Arrivals::Poisson, Arrivals::Renewal)
}

/// The highest rate of a burst as a multiple of the mean rate: points are drawn at that rate.
const PEAK: f64 = 100.0;

fn bursts(t: &mut Tables, key: &str, arrivals: &Arrivals) -> Option<Bursts> {
    const COLUMNS: [&str; 3] = ["burst_rate_factor", "burst_mean_hours", "calm_mean_hours"];
    let given = COLUMNS.map(|column| t.number_given("tickets", key, column, None));
    let cells = COLUMNS.map(|column| t.origin("tickets", key, column));
    let first = cells.iter().flatten().next()?;
    if let Some(missing) = (0..3).find(|i| cells[*i].is_none()) {
        let message = format!("bursts need all of `{}`: `{}` is missing", COLUMNS.join("`, `"), COLUMNS[missing]);
        t.mistakes.push(first.mistake(message).help("fill all three, or none"));
    }
    let [Some(factor), Some(mean), Some(calm_mean)] = given else { return None };
    if factor == 1.0 {
        return None;
    }
    let bursts = Bursts { factor, mean: Span::from_hours(mean), calm_mean: Span::from_hours(calm_mean) };
    if bursts.peak() > PEAK {
        let message = format!("bursts have {:.0} times the mean rate; must be at most {PEAK}", bursts.peak());
        t.mistakes
            .push(first.mistake(message).help("make bursts less strong, or longer, or the calm between them shorter"));
    }
    if matches!(arrivals, Arrivals::Renewal(_)) {
        let message = "bursts go with `poisson` arrivals only, not with a law of the gaps";
        t.mistakes.push(first.mistake(message).help("leave `arrivals` empty, or the columns of bursts"));
    }
    Some(bursts)
}

fn batch(t: &mut Tables, key: &str) -> Batch {
    let mean = t.number_given("tickets", key, "batch_mean", None);
    let fixed = match t.text("tickets", key, "batch_law") {
        Some(cell) => cell.one_of(&["geometric", "fixed"], "batch_law", t.mistakes) == Some(1),
        None => false,
    };
    let Some(mean) = mean.filter(|mean| *mean > 1.0) else { return Batch::One };
    if !fixed {
        if t.text("tickets", key, "batch_law").is_none() {
            t.note("tickets", "batch_law");
        }
        return Batch::Geometric(mean);
    }
    if mean.fract() != 0.0
        && let Some(cell) = t.origin("tickets", key, "batch_mean")
    {
        let message = format!("batches of a fixed size have {mean} tickets; must be a whole number");
        t.mistakes.push(cell.mistake(message).help("write a whole number, or `geometric` in `batch_law`"));
    }
    Batch::Fixed(mean as u32)
}

/// A coefficient of variation and the cell that gives it.
pub(super) type Cv<'s> = (Option<f64>, Option<Cell<'s>>);

/// Reads a law from a cell, beside a mean and a coefficient of variation from others.
pub(super) fn law(t: &mut Tables, cell: Cell, mean: Option<f64>, (cv, cv_cell): Cv, unit: f64) -> Option<Law> {
    let doubt = cell.text().split_whitespace().find_map(super::super::cell::doubtful_point);
    if let Some(doubt) = doubt.filter(|_| cell.sheet().separator().doubts_points()) {
        t.mistakes.push(cell.not_plain(&doubt, "a law", None));
        return None;
    }
    let text = if cell.sheet().separator().byte() == b';' { cell.text().replace(',', ".") } else { cell.text().into() };
    match Law::parse(&text, mean, cv, unit) {
        Ok(law) => Some(law),
        Err(wrong) => {
            let mistake = cv_cell.filter(|_| of_cv(&wrong)).unwrap_or(cell).mistake(wrong.to_string());
            t.mistakes.push(mistake.maybe_help(law_help(&wrong)));
            None
        }
    }
}

/// Whether a law is wrong because of its coefficient of variation, which is there.
pub(super) fn of_cv(wrong: &LawMistake) -> bool {
    match wrong {
        LawMistake::OutOfRange { what, .. } | LawMistake::Conflict { what, .. } => *what == "cv",
        LawMistake::NoSuchStages { .. } => true,
        _ => false,
    }
}

/// How to mend a law; where its coefficient of variation is out of range, which families reach further.
pub(super) fn law_help(wrong: &LawMistake) -> Option<String> {
    let LawMistake::OutOfRange { family, what: "cv", found, .. } = wrong else { return wrong.help() };
    let limit = match *family {
        "uniform" => "the largest cv of a uniform law is 0.577 (from 0 to twice its mean)",
        "triangular" => "the largest cv of a triangular law given by mean and cv is 0.408 (from 0 to twice its mean)",
        "exponential" => "an exponential law has no other cv: leave the cell empty, or write 1",
        "erlang" => "the largest cv of an erlang law is 1",
        _ => return wrong.help(),
    };
    let further = "`gamma`, `lognormal` and `weibull` take 0.01 to 10";
    Some(if *found == 0.0 { wrong.help().unwrap_or_default() } else { format!("{limit}; {further}") })
}
