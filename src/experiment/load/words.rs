//! The load in the words of a manager: sentences without a full stop, for a report to place.

use super::{ACCURACY, Bottleneck, Load, Reason, TIGHT, Unservable};
use crate::model::{KindId, Model};

impl Load {
    /// Why no routing policy can keep up; `None` unless [`Load::is_overload`].
    pub fn overload(&self, model: &Model) -> Option<String> {
        let bottleneck = self.bottleneck.as_ref().filter(|_| self.is_overload())?;
        let there = if bottleneck.people == 1.0 { "is" } else { "are" };
        let least = format!("{} ({} a week)", rate(self.growth_per_day), number(self.growth_per_day * 7.0, 0.0));
        let then = if self.must_grow(model) {
            format!("the backlog grows by at least {least}")
        } else {
            format!("users give up, or the backlog grows, by at least {least} together")
        };
        Some(format!(
            "even at the best split, {} needs {} people of those who can do it ({}); there {there} {}: {then}",
            work(bottleneck, model),
            number(bottleneck.needed, bottleneck.people),
            roles(bottleneck, model),
            number(bottleneck.people, 0.0),
        ))
    }

    /// That the team can only just carry the work; `None` unless `rho` is above [`TIGHT`] and not above 1.
    pub fn warning(&self, model: &Model) -> Option<String> {
        let bottleneck = self.bottleneck.as_ref()?;
        if self.rho <= TIGHT || self.is_overload() {
            return None;
        }
        let (share, comment) = if self.rho >= 1.0 - ACCURACY {
            let comment = "no time is left to catch up, so the backlog never settles";
            ("all".to_string(), comment)
        } else {
            // Cut off, so that what is below 100 % never reads as 100 %.
            let percent = (self.rho * 1000.0).floor() / 10.0;
            let comment = "little time is left to catch up, so small swings of demand make long queues";
            (format!("{percent} % of"), comment)
        };
        Some(format!(
            "even at the best split, {} takes {share} the time on tickets of those who can do it ({}): {comment}",
            work(bottleneck, model),
            roles(bottleneck, model),
        ))
    }
}

impl Unservable {
    /// Which tickets they are, how many and why nobody can finish them.
    pub fn sentence(&self, model: &Model) -> String {
        let kind = &model.kinds[self.kind].name;
        let mut which = String::new();
        if let Some(role) = self.escalated_to {
            which += &format!(" escalated to `{}`", model.roles[role].name);
        }
        match (self.hands, self.systemic) {
            (true, true) => which += " that need hands on site and have a systemic cause",
            (true, false) => which += " that need hands on site",
            (false, true) => which += " with a systemic cause",
            (false, false) => {}
        }
        if self.hands && model.sites.count() > 1 {
            which += &format!(" at `{}`", model.sites.sites[self.site].name);
        }
        let why = match self.reason {
            Reason::NotInScope => "no role has this kind in its scope",
            Reason::NobodyVisits => "no role with this kind in its scope visits users",
            Reason::NobodySystemic => "no role with this kind in its scope takes systemic causes",
            Reason::NobodyBoth => "no role with this kind in its scope both visits users and takes systemic causes",
            Reason::NoAgents => "the roles that may work on them have no agents",
            Reason::NoHours => "those who may work on them have no hours on tickets",
            Reason::NeverResolved => "they are passed on and never resolved",
        };
        let count = number(self.per_week, 0.0);
        format!("nobody can finish `{kind}` tickets{which} ({count} a week): {why}")
    }
}

/// What the people of a bottleneck work on, its largest kinds first.
fn work(bottleneck: &Bottleneck, model: &Model) -> String {
    const NAMED: usize = 4;
    let in_it = |kind: KindId| bottleneck.kinds.iter().any(|k| k.kind == kind);
    let mut words: Vec<&str> = Vec::new();
    let mut other = false;
    for k in &bottleneck.kinds {
        let category = model.kinds[k.kind].category;
        let mut alike = (0..model.kinds.len()).filter(|o| model.kinds[*o].category == category);
        // A category goes by its own name if none of its kinds is spared.
        let word = if alike.all(in_it) { category.name() } else { &model.kinds[k.kind].name };
        if words.contains(&word) {
            continue;
        }
        if words.len() < NAMED {
            words.push(word);
        } else {
            other = true;
        }
    }
    if other {
        words.push("other");
    }
    match words.split_last() {
        Some((last, [])) => format!("{last} work"),
        Some((last, rest)) => format!("{} and {last} work", rest.join(", ")),
        None => "the work".to_string(),
    }
}

/// The roles of a bottleneck.
fn roles(bottleneck: &Bottleneck, model: &Model) -> String {
    let names = bottleneck.roles.iter().map(|r| model.roles[*r].name.as_str());
    names.collect::<Vec<_>>().join(", ")
}

/// A count with as few decimals as tell it from `other` and from 0, at least one unless whole.
fn number(count: f64, other: f64) -> String {
    for decimals in 1..6 {
        let text = format!("{count:.decimals$}");
        if text != format!("{other:.decimals$}") {
            let whole = text.trim_end_matches('0').trim_end_matches('.');
            return whole.to_string();
        }
    }
    format!("{count}")
}

/// Tickets a day.
fn rate(per_day: f64) -> String {
    let text = number(per_day, 0.0);
    let noun = if text == "1" { "ticket" } else { "tickets" };
    format!("{text} {noun} a day")
}
