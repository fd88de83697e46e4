//! How urgent a kind's tickets are: percentages by priority, or by impact and by urgency with the matrix of `priorities.csv`.
//!
//! The engine knows priorities alone, so impact and urgency become a mix of priorities here. They are taken as independent
//! of each other: that needs two short lists that people know, where their joint mix needs a table a kind that nobody has. Who
//! knows that the two go together gives the mix of priorities itself, which is all that counts.

use super::super::{Allowed, Cell, Mistake, Sheet};
use super::settings;
use super::tables::Tables;

/// The most impacts, and the most urgencies.
const LEVELS: usize = 9;
/// Impacts and urgencies of the default matrix.
const USUAL: usize = 3;
/// The two columns that take the place of `priority_mix`.
const HALVES: [&str; 2] = ["impact_mix", "urgency_mix"];

/// A cell with the shares in it, unless they are wrong.
#[derive(Clone)]
struct Half<'s> {
    cell: Cell<'s>,
    shares: Option<Vec<f64>>,
}

/// What the mixes of the kinds are made from.
pub(super) struct Mixes<'s> {
    priorities: usize,
    /// Priority by impact, then urgency; `None` if there is none or it is wrong.
    matrix: Option<Vec<Vec<usize>>>,
    /// What the desk says for kinds that say nothing.
    mix: Option<Option<Vec<f64>>>,
    halves: [Option<Half<'s>>; 2],
    /// Some kind's priorities follow from the matrix.
    used: bool,
}

impl<'s> Mixes<'s> {
    /// Reads the matrix and the settings of the desk.
    pub fn new(t: &mut Tables<'_, 's>, priorities: usize) -> Self {
        let mix = t.text("desk", "", "priority_mix").map(|cell| settings::mix(t, cell, priorities, "P1"));
        let matrix = matrix(t, priorities);
        let mut mixes = Mixes { priorities, matrix, mix, halves: [None, None], used: false };
        mixes.halves = mixes.halves(t, "desk", "");
        if let (Some(_), [Some(impact), Some(_)]) = (&mixes.mix, &mixes.halves) {
            twice(t, impact.cell);
        }
        mixes
    }

    /// The mix of a kind: its own, else the desk's.
    pub fn of(&mut self, t: &mut Tables<'_, 's>, key: &str) -> Vec<f64> {
        let own = t.text("tickets", key, "priority_mix");
        let [impact, urgency] = self.halves(t, "tickets", key);
        let half = impact.as_ref().or(urgency.as_ref()).map(|half| half.cell);
        let mix = match (own, half) {
            (Some(own), half) => {
                if let Some(half) = half {
                    twice(t, half);
                }
                settings::mix(t, own, self.priorities, "P1")
            }
            (None, Some(half)) => {
                let [of_desk, urgency_of_desk] = self.halves.clone();
                self.joined(t, [impact.or(of_desk), urgency.or(urgency_of_desk)], half)
            }
            (None, None) => self.of_desk(t),
        };
        mix.unwrap_or_else(|| self.first())
    }

    /// A matrix that nothing is read from would be given in vain.
    pub fn matrix_counts(&self, t: &mut Tables) {
        // Another scenario may use it.
        let elsewhere = t.overrides.iter().any(|(over, _)| HALVES.contains(&over.column.as_str()));
        if !t.sheets.contains_key("priorities") || self.used || elsewhere {
            return;
        }
        let message = "this table has no effect: no kind has an `impact_mix` and an `urgency_mix`";
        let help = "add both to desk.csv or tickets.csv instead of `priority_mix`, or remove the file";
        t.mistakes.push(Mistake::new(t.place("priorities"), message).help(help));
    }

    fn of_desk(&mut self, t: &mut Tables<'_, 's>) -> Option<Vec<f64>> {
        if let Some(mix) = &self.mix {
            return mix.clone();
        }
        let [impact, urgency] = self.halves.clone();
        if let Some(half) = impact.as_ref().or(urgency.as_ref()).map(|half| half.cell) {
            return self.joined(t, [impact, urgency], half);
        }
        if t.neutral || self.priorities == 1 {
            return None;
        }
        if self.priorities != 4 {
            let help = "the default mix is for 4 priorities: add a row `priority_mix,...` to desk.csv";
            let message = format!("there is no priority mix for {} priorities", self.priorities);
            settings::wrong(t, "priorities", message, help);
            return None;
        }
        t.note("desk", "priority_mix");
        Some(vec![0.01, 0.04, 0.80, 0.15])
    }

    /// The highest priority only.
    fn first(&self) -> Vec<f64> {
        (0..self.priorities).map(|p| if p == 0 { 1.0 } else { 0.0 }).collect()
    }

    /// The cells for impact and urgency of a row.
    fn halves(&self, t: &mut Tables<'_, 's>, table: &'static str, key: &str) -> [Option<Half<'s>>; 2] {
        let sizes = self.matrix.as_ref().map(|m| [m.len(), m[0].len()]);
        [0, 1].map(|half| {
            let cell = t.text(table, key, HALVES[half])?;
            let highest = ["impact 1", "urgency 1"][half];
            let shares = sizes.and_then(|sizes| settings::mix(t, cell, sizes[half], highest));
            Some(Half { cell, shares })
        })
    }

    /// The mix that follows from impact and urgency; `at` is the cell that asks for it.
    fn joined(&mut self, t: &mut Tables, halves: [Option<Half>; 2], at: Cell) -> Option<Vec<f64>> {
        self.used = true;
        let [Some(impact), Some(urgency)] = &halves else {
            let missing = HALVES[usize::from(halves[0].is_some())];
            let message = format!("impact and urgency together give the priority: `{missing}` is missing");
            let help = "fill both in tickets.csv or desk.csv, or give `priority_mix` instead";
            t.mistakes.push(at.mistake(message).help(help));
            return None;
        };
        let own = t.sheets.contains_key("priorities");
        let Some(matrix) = &self.matrix else {
            if !own {
                let message = "there is no matrix that gives the priority";
                let help = "with preset `none` a desk says which priority follows from which impact and urgency: add a \
                            `priorities.csv`";
                t.mistakes.push(at.mistake(message).help(help));
            }
            return None;
        };
        for column in URGENCIES.iter().take(if own { 0 } else { USUAL }) {
            t.note("priorities", column);
        }
        let (Some(impact), Some(urgency)) = (&impact.shares, &urgency.shares) else { return None };
        let mut mix = vec![0.0; self.priorities];
        for (row, impact) in matrix.iter().zip(impact) {
            for (priority, urgency) in row.iter().zip(urgency) {
                mix[*priority] += impact * urgency;
            }
        }
        Some(mix)
    }
}

/// Both ways to say the priorities.
fn twice(t: &mut Tables, half: Cell) {
    let message = "both `priority_mix` and impact and urgency say the priorities";
    t.mistakes.push(half.mistake(message).help("keep `priority_mix`, or `impact_mix` and `urgency_mix`"));
}

/// The columns of the matrix.
const URGENCIES: [&str; LEVELS] = [
    "urgency_1",
    "urgency_2",
    "urgency_3",
    "urgency_4",
    "urgency_5",
    "urgency_6",
    "urgency_7",
    "urgency_8",
    "urgency_9",
];

/// Priority by impact, then urgency.
fn matrix(t: &mut Tables, priorities: usize) -> Option<Vec<Vec<usize>>> {
    let own = t.sheets.get("priorities");
    let (impacts, urgencies) = match own {
        Some(sheet) => (impacts(t)?, urgencies(t, sheet)?),
        None if t.neutral => return None,
        None => ((1..=USUAL).map(|impact| impact.to_string()).collect(), USUAL),
    };
    let words: Vec<String> = (1..=priorities).map(|p| format!("P{p}")).collect();
    let mut rows = Vec::new();
    for (impact, key) in impacts.iter().enumerate() {
        for (urgency, column) in URGENCIES.iter().enumerate().take(urgencies) {
            rows.push(match t.text("priorities", key, column) {
                Some(cell) => cell.one_of(&words, "priority", t.mistakes),
                None if own.is_none() => Some((impact + urgency).min(priorities - 1)),
                None => {
                    let place = t.index.row("priorities", key).map_or_else(|| t.place("priorities"), |row| row.place());
                    let message = format!("impact {key} has no priority in column `{column}`");
                    t.mistakes.push(Mistake::new(place, message).help("write `P1`, `P2`, ... in every cell"));
                    None
                }
            });
        }
    }
    let all: Option<Vec<usize>> = rows.into_iter().collect();
    Some(all?.chunks(urgencies).map(<[usize]>::to_vec).collect())
}

/// The keys of the rows, the highest impact first.
fn impacts(t: &mut Tables) -> Option<Vec<String>> {
    let allowed = Allowed::between(1.0, LEVELS as f64, "");
    let mut rows = Vec::new();
    for key in t.index.keys("priorities").to_vec() {
        let cell = t.index.row("priorities", &key)?.given("impact")?;
        rows.push((cell.whole(&allowed, t.mistakes)?, cell, key));
    }
    rows.sort_by_key(|(impact, ..)| *impact);
    if rows.is_empty() {
        let mistake = Mistake::new(t.place("priorities"), "there are no impacts in this table");
        t.mistakes.push(mistake.help("add a row for each, or remove the file"));
        return None;
    }
    for (expected, (impact, cell, _)) in (1..).zip(&rows) {
        if *impact != expected {
            let message =
                format!("found impact {impact} where {expected} was to come: impacts count from 1, the highest");
            t.mistakes.push(cell.mistake(message).help("number the rows 1, 2, 3, ... without a gap"));
            return None;
        }
    }
    Some(rows.into_iter().map(|(.., key)| key).collect())
}

/// How many urgencies the table has a column for.
fn urgencies(t: &mut Tables, sheet: &Sheet) -> Option<usize> {
    let there = URGENCIES.map(|column| sheet.column(column).is_some());
    let count = there.iter().take_while(|there| **there).count();
    let gap = there.iter().skip(count).any(|there| *there);
    if count == 0 || gap {
        let message = format!("column `{}` is missing: urgencies count from 1, the highest", URGENCIES[count]);
        let help = "add a column for each urgency: `urgency_1`, `urgency_2`, ...";
        t.mistakes.push(Mistake::new(t.place("priorities"), message).help(help));
        return None;
    }
    Some(count)
}
