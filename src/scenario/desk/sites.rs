//! Where users and people are: `sites.csv`, and the ways between in `distances.csv`.

use super::super::{Cell, Mistake, listed, quoted};
use super::tables::Tables;
use crate::model::{Site, SiteId, Sites};
use crate::units::Span;

/// The sites; without a table of them the desk is one.
pub(super) fn sites(t: &mut Tables) -> Sites {
    let usual = if t.neutral { 0.0 } else { 10.0 };
    let between = t.yes_no("desk", "", "visits_between_sites", true);
    let keys = t.index.keys("sites").to_vec();
    if keys.is_empty() {
        let one = Sites::one(Span::from_minutes(t.number("desk", "", "travel_minutes", usual)));
        without_sites(t);
        return one;
    }
    let names: Vec<String> = keys
        .iter()
        .filter_map(|key| t.index.row("sites", key)?.given("site").map(|cell| cell.text().to_string()))
        .collect();
    let shares = shares(t, &keys);
    let own: Vec<Option<f64>> = keys.iter().map(|key| t.number_given("sites", key, "travel_minutes", None)).collect();
    let usual = match own.iter().all(Option::is_some) {
        true => t.number_given("desk", "", "travel_minutes", None).unwrap_or(usual),
        false => t.number("desk", "", "travel_minutes", usual),
    };
    let mut ways = between_sites(t, &names, between);
    for (site, own) in own.iter().enumerate() {
        ways[site * names.len() + site] = Span::from_minutes(own.unwrap_or(usual));
    }
    let sites = names.into_iter().zip(shares).map(|(name, share)| Site { name, share });
    Sites::new(sites.collect(), ways, between).unwrap_or_else(|| Sites::one(Span::ZERO))
}

/// The site of a group: its own, or the first there is.
pub(super) fn site_of(t: &mut Tables, group: &str) -> SiteId {
    let names = t.index.keys("sites").to_vec();
    let Some(cell) = t.text("team", group, "site") else { return 0 };
    if names.is_empty() {
        let message = format!("site {}, but the desk has no sites", quoted(cell.text()));
        let help = "add a table sites.csv with a header `site,share_percent,travel_minutes` and one row a site";
        t.mistakes.push(cell.mistake(message).help(help));
        return 0;
    }
    cell.one_of(&names, "site", t.mistakes).unwrap_or(0)
}

/// What says something of sites that do not exist.
fn without_sites(t: &mut Tables) {
    let sheet = t.sheets.get("sites").map(|sheet| (sheet.as_place(), "there are no sites in this table"));
    let distances =
        t.sheets.get("distances").map(|sheet| (sheet.as_place(), "there are distances, but the desk has no sites"));
    if let Some((place, message)) = sheet.or(distances) {
        let help = "add rows to sites.csv (header `site,share_percent,travel_minutes`), or remove the file";
        t.mistakes.push(Mistake::new(place, message).help(help));
    }
}

/// Each site's share of the tickets.
fn shares(t: &mut Tables, keys: &[String]) -> Vec<f64> {
    let told = t.mistakes.len();
    let given: Vec<Option<f64>> = keys.iter().map(|key| t.number_given("sites", key, "share_percent", None)).collect();
    if keys.len() == 1 && given[0].is_none() {
        return vec![1.0];
    }
    for (key, share) in keys.iter().zip(&given) {
        if share.is_none()
            && t.origin("sites", key, "share_percent").is_none()
            && let Some(cell) = t.written("sites", key, "site")
        {
            let message = format!("site {} has no `share_percent`", quoted(cell.text()));
            t.mistakes.push(cell.mistake(message).help("write which share of the tickets comes from there"));
        }
    }
    let sum: f64 = given.iter().flatten().sum();
    // A site that is there twice has been told already.
    let all = t.sheets.get("sites").is_some_and(|sheet| sheet.rows().len() == keys.len());
    if all && t.mistakes.len() == told && (sum - 100.0).abs() > 0.05 {
        let message = format!("the shares of the sites add up to {sum} %; must be 100");
        let help = "change `share_percent` so that they add up to 100";
        t.mistakes.push(Mistake::new(t.place("sites"), message).help(help));
    }
    given.into_iter().map(|share| share.unwrap_or(0.0) / sum.max(f64::MIN_POSITIVE)).collect()
}

/// One way from each site to each, row by row; the way back is as long unless it has a row of its own.
fn between_sites(t: &mut Tables, names: &[String], visits: bool) -> Vec<Span> {
    let n = names.len();
    let mut given: Vec<Option<f64>> = vec![None; n * n];
    for key in t.index.keys("distances").to_vec() {
        let Some(row) = t.index.row("distances", &key) else { continue };
        let ends = [row.given("from"), row.given("to")];
        let [Some(from), Some(to)] = ends.map(|cell| cell.and_then(|c| c.one_of(names, "site", t.mistakes))) else {
            continue;
        };
        let end = ends[1];
        if from == to {
            if let Some(cell) = end {
                let message = format!("a distance from {} to itself", quoted(cell.text()));
                let help = "within a site the way is its `travel_minutes` in sites.csv";
                t.mistakes.push(cell.mistake(message).help(help));
            }
            continue;
        }
        let minutes = t.number_given("distances", &key, "travel_minutes", None);
        if minutes.is_none() && t.origin("distances", &key, "travel_minutes").is_none() {
            no_minutes(t, end, &names[from], &names[to]);
        }
        // What is wrong is said; that it is missing too would only follow from it.
        given[from * n + to] = Some(minutes.unwrap_or(0.0));
    }
    let mut missing = Vec::new();
    let mut ways = vec![Span::ZERO; n * n];
    for from in 0..n {
        for to in (0..n).filter(|to| *to != from) {
            match given[from * n + to].or(given[to * n + from]) {
                Some(minutes) => ways[from * n + to] = Span::from_minutes(minutes),
                None if from < to => missing.push(format!("{},{}", names[from], names[to])),
                None => {}
            }
        }
    }
    if visits && !missing.is_empty() {
        let message = format!("the distance between sites is missing: {}", listed(&missing));
        let help = format!(
            "add a row {} to distances.csv (header `from,to,travel_minutes`), or write `visits_between_sites,no` in desk.csv",
            quoted(&format!("{},30", missing[0]))
        );
        t.mistakes.push(Mistake::new(t.place("distances"), message).help(help));
    }
    ways
}

fn no_minutes(t: &mut Tables, cell: Option<Cell>, from: &str, to: &str) {
    let Some(cell) = cell else { return };
    let message = format!("the distance from {} to {} has no `travel_minutes`", quoted(from), quoted(to));
    t.mistakes.push(cell.mistake(message).help("write the minutes of one way"));
}
